/** Telling the platform's own systems what happened: signed webhooks, tried again until they arrive. See README.md. */
export { type EventName, events } from './events.ts';
export { dropOldDeliveries, sendDue } from './send-due.ts';
export { webhookSecret } from './sign-delivery.ts';
export { createWebhook, deleteWebhook, testWebhook } from './webhooks.ts';
