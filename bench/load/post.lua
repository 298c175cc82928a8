-- The load of wrk: every POST is a different WhatsApp message, as Z-API sends it.
-- Arguments: <run id, 8 hex digits> <instance id> <token> <event|empty>
--
-- The requests are rendered once per chat and only joined with the message id while the load runs: the generator shares
-- the machine with the server, what it spends is missing there.

local CHATS = 1000
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads) -- without it all threads would send the same ids, and the server would drop them
end

local function body(chat, instance)
  local before = '{"isStatusReply":false,"chatLid":"' .. (90000000000000 + chat * 7919) .. '@lid"'
    .. ',"connectedPhone":"5511900000000","waitingMessage":false,"isEdit":false,"isGroup":false,"isNewsletter":false'
    .. ',"instanceId":"' .. instance .. '","messageId":"'
  local after = '","phone":"' .. (5511910000000 + chat * 7919) .. '","fromMe":false,"momment":1757391244000'
    .. ',"status":"RECEIVED","chatName":"Cliente ' .. chat .. '"'
    .. ',"senderPhoto":"https://pps.whatsapp.net/v/t61.24694-24/211322517_' .. (1000000000 + chat) .. '_n.jpg?ccb=11-4'
    .. '&oh=01_Q5Aa0&oe=68CC0000&_nc_sid=5e03e0&_nc_cat=100","senderName":"Cliente ' .. chat .. '","photo":null'
    .. ',"broadcast":false,"participantPhone":null,"participantLid":null,"forwarded":false'
    .. ',"type":"ReceivedCallback","fromApi":false,"text":{"message":"Bom dia! Gostaria de saber se o pedido '
    .. (40000 + chat) .. ' já saiu para entrega. Preciso receber até sexta-feira, porque viajo no sábado cedo. '
    .. 'Se for mais fácil, posso buscar na loja do centro. Obrigada pela atenção 😊"}}'
  return before, after
end

function init(args)
  local run, instance, token, kind = args[1], args[2], args[3], args[4]
  local head = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
    .. "\r\nserver: Z-API\r\norigin: https://api.z-api.io\r\nuser-agent: Mozilla/5.0 (X11; Linux x86_64; rv:111.0) Gecko/20100101 Firefox/111.0\r\ncontent-type: application/json"
    .. "\r\nz-api-token: " .. token .. "\r\nContent-Length: "
  if kind == "empty" then
    local nothing = head .. "0\r\n\r\n"
    request = function() return nothing end
    return
  end
  local prefix = "3EB0" .. run .. string.format("%04X", number)
  local starts, ends = {}, {}
  for chat = 1, CHATS do
    local before, after = body(chat, instance)
    starts[chat] = head .. (#before + 40 + #after) .. "\r\n\r\n" .. before .. prefix
    ends[chat] = after
  end
  local format, sent = string.format, 0
  request = function()
    sent = sent + 1
    local chat = sent % CHATS + 1
    return starts[chat] .. format("%024X", sent) .. ends[chat]
  end
end

-- One line for bench/run: requests, seconds, p50 and p99 in milliseconds, answers of 400 and above, broken connections
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %.3f %.3f %.3f %d %d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
