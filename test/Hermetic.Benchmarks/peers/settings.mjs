// The same for every peer, from the environment.
export const port = Number(process.env.PORT);
export const graph = process.env.GRAPH;
export const secret = process.env.APP_SECRET;
export const token = process.env.ACCESS_TOKEN;
export const phone = process.env.PHONE_NUMBER_ID;
export const verify = "verify";
export const path = "/webhooks/whatsapp";
