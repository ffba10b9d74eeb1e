// A thread beside the page that asks what the page asks again and again: requests and the reading of answers take more of a
// page's time than what it shows of them.

import { json, NoAnswer } from './answers.js';

addEventListener('message', async ({ data: { id, path, request } }) => {
  try {
    postMessage({ id, answer: await json(path, request) });
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      throw error;
    }
    postMessage({ id, message: error.message, status: error.status });
  }
});
postMessage({ id: 0 });
