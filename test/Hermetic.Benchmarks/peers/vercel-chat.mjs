// The echo app of Vercel's Chat SDK with its WhatsApp adapter, as its documentation shows it (direct messages,
// "Handle incoming DMs"), behind node:http. STATE=pg keeps its state in PostgreSQL, else in memory.
import { createServer } from "node:http";
import { Chat } from "chat";
import { createWhatsAppAdapter } from "@chat-adapter/whatsapp";
import { createMemoryState } from "@chat-adapter/state-memory";
import { graph, path, phone, port, secret, token, verify } from "./settings.mjs";

const state = process.env.STATE === "pg"
  ? (await import("@chat-adapter/state-pg")).createPostgresState({ url: process.env.DATABASE })
  : createMemoryState();

const bot = new Chat({
  userName: "echo",
  logger: "silent",
  adapters: {
    whatsapp: createWhatsAppAdapter({
      accessToken: token, appSecret: secret, phoneNumberId: phone, verifyToken: verify, apiUrl: graph,
    }),
  },
  state,
});
bot.onDirectMessage(async (thread, message) => {
  await thread.post(message.text);
});
await bot.initialize();

createServer(async (incoming, outgoing) => {
  if (incoming.method !== "POST" || incoming.url !== path) return outgoing.end();
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const request = new Request(`http://127.0.0.1:${port}${path}`, {
    method: "POST", headers: incoming.headers, body: Buffer.concat(chunks),
  });
  const response = await bot.webhooks.whatsapp(request, { waitUntil: () => {} });
  outgoing.writeHead(response.status);
  outgoing.end(await response.text());
}).listen(port, "127.0.0.1");
