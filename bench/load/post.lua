-- The load of wrk: every POST is a different WhatsApp message, as Z-API sends it.
-- Arguments: <run id, 8 hex digits> <instance id> <token> <file with the message | empty> <bytes of a body> <instances>
--
-- The requests are rendered once per chat and only joined with the message id while the load runs: the generator shares
-- the machine with the server, what it spends is missing there. OpenLoop.java sends the same requests.

local CHATS = 1000
local ID_LENGTH = 40
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads) -- without it all threads would send the same ids, and the server would drop them
end

local function rendered(template, fields)
  return (template:gsub("{{(%a+)}}", fields))
end

local function read(file)
  local opened = assert(io.open(file))
  local text = opened:read("*a"):gsub("%s+$", "")
  opened:close()
  return text
end

function init(args)
  local run, instance, token, file, size, instances = args[1], args[2], args[3], args[4], tonumber(args[5]), tonumber(args[6])
  local head = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
    .. "\r\nserver: Z-API\r\norigin: https://api.z-api.io\r\nuser-agent: Mozilla/5.0 (X11; Linux x86_64; rv:111.0) Gecko/20100101 Firefox/111.0\r\ncontent-type: application/json"
    .. "\r\nz-api-token: " .. token .. "\r\nContent-Length: "
  if file == "empty" then
    local nothing = head .. "0\r\n\r\n"
    request = function() return nothing end
    return
  end
  local start, middle, rest = read(file):match("^(.*){{messageId}}(.*){{padding}}(.*)$")
  local prefix = "3EB0" .. run .. string.format("%04X", number)
  local starts, middles = {}, {}
  for chat = 1, CHATS do
    local fields = { chat = 40000 + chat, phone = string.format("%d", 5511910000000 + chat * 7919),
      lid = string.format("%d", 90000000000000 + chat * 7919),
      instance = instance:sub(1, -5) .. string.format("%04X", tonumber(instance:sub(-4), 16) + chat % instances) }
    starts[chat], middles[chat] = rendered(start, fields), rendered(middle, fields)
  end
  local bare = #starts[1] + ID_LENGTH + #middles[1] + #rest
  local padding = ("Bom dia! "):rep(math.ceil(math.max(0, size - bare) / 9)):sub(1, math.max(0, size - bare))
  local tail = padding .. rest -- once for all chats: it may be long
  for chat = 1, CHATS do
    local length = #starts[chat] + ID_LENGTH + #middles[chat] + #tail
    starts[chat] = head .. length .. "\r\n\r\n" .. starts[chat] .. prefix
  end
  local format, sent = string.format, 0
  request = function()
    sent = sent + 1
    local chat = sent % CHATS + 1
    return starts[chat] .. format("%024X", sent) .. middles[chat] .. tail
  end
end

-- One line for bench/run: requests, seconds, p50, p99 and p99.9 in milliseconds, answers of 400 and above, broken connections
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %.3f %.3f %.3f %.3f %d %d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
