// The page's beginning: makes the sections, and gives them what the gateway sends.

import {counts} from './counts.js';
import {deadLetters} from './dead-letters.js';
import {gatewayTime} from './format.js';
import {healthOfParts} from './health.js';
import {instances} from './instances.js';
import {routes} from './routes.js';
import {stories} from './story.js';
import {listen} from './stream.js';
import {subscriptions} from './subscriptions.js';
import {tail} from './tail.js';

const live = tail();
const sections = [counts(), subscriptions(), routes(), deadLetters(), live.state];

listen({
  state(state) {
    gatewayTime(state.at);
    sections.forEach(show => show(state));
  },
  lines: live.lines
});
healthOfParts();
instances();
stories();
