// Reads reports with the types that were generated from the description of the API.
// use.js ADDRESS TOKEN

import createClient from "openapi-fetch";
import type { paths } from "./api.js";

declare const process: { argv: string[]; env: Record<string, string | undefined>; exit(code: number): never };

const [base, token] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: base, headers: { Authorization: `Bearer ${token}` } });
const list = await client.GET("/api/v1/usage-reports", { params: { query: { cycle: "2026-10" } } });
if (!list.data) throw new Error(`the list: ${JSON.stringify(list.error)}`);
const first = list.data.items[0];
const one = await client.GET("/api/v1/usage-reports/{id}", { params: { path: { id: first.id } } });
if (!one.data) throw new Error(`the report: ${JSON.stringify(one.error)}`);
// A quantity is a text, so that no client rounds it.
const chargeable: string = one.data.lines[0].chargeable;
console.log(`${list.data.items.length} reports, ${one.data.lines.length} lines, ${chargeable} units`);
