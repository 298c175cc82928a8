// What this page asks of the gateway.

/** Gets JSON; fails with the gateway's own words. */
export async function get(path) {
  return read(await fetch(path, {headers: {accept: 'application/json'}}));
}

/** Asks for a change, with the token that shows that it is this page that asks. */
export async function post(path, body) {
  const {headerName, token} = await get('/actuator/csrf');
  return read(await fetch(path, {
    method: 'POST',
    headers: {'content-type': 'application/json', accept: 'application/json', [headerName]: token},
    body: JSON.stringify(body)
  }));
}

/** Health is JSON whatever its status is. */
export async function health() {
  return (await fetch('/actuator/health', {headers: {accept: 'application/json'}})).json();
}

async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.detail ?? 'the gateway answered ' + answer.status);
  }
  return body;
}
