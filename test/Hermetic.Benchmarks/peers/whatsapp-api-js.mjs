// The echo app of whatsapp-api-js 6.3, as its README and its node:http middleware show it. Two differences, both in its
// favour or none: no log line and no read mark for each message; requests go to the Graph API of the benchmark.
import { createServer } from "node:http";
import { WhatsAppAPI } from "whatsapp-api-js/middleware/node-http";
import { Text } from "whatsapp-api-js/messages";
import { graph, path, port, secret, token, verify } from "./settings.mjs";

const Whatsapp = new WhatsAppAPI({
  token,
  appSecret: secret,
  webhookVerifyToken: verify,
  ponyfill: { fetch: (url, options) => fetch(url.replace("https://graph.facebook.com", graph), options) },
});

Whatsapp.on.message = async ({ message, reply }) => {
  if (message.type === "text") await reply(new Text(message.text.body));
  return 200;
};

createServer(async (request, response) => {
  if (request.method !== "POST" || request.url !== path) return response.end();
  response.statusCode = await Whatsapp.handle_post(request);
  response.end();
}).listen(port, "127.0.0.1");
