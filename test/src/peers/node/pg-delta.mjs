// One request a line, one answer a line. {"source": URL, "desired": URL}: what pg-delta plans. {"target": URL}: what
// comes of applying that plan there.
import { createInterface } from "node:readline";
import pg from "pg";
import { extract } from "@supabase/pg-delta/extract";
import { plan } from "@supabase/pg-delta/plan";
import { apply } from "@supabase/pg-delta/apply";

const message = (error) => (error instanceof Error ? error.message : String(error));

async function withPools(urls, work) {
  const pools = urls.map((url) => new pg.Pool({ connectionString: url, max: 5 }));
  // Databases are dropped under sessions that are about to end.
  const ended = () => {};
  for (const pool of pools) {
    pool.on("error", ended);
    pool.on("connect", (client) => client.on("error", ended));
  }
  try {
    return await work(pools);
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

function planned(request, answer) {
  return withPools([request.source, request.desired], async (pools) => {
    const states = await Promise.all(pools.map((pool) => extract(pool)));
    answer.unmodeled = states
      .flatMap((state) => state.diagnostics)
      // The cluster has a privilege on a setting, which no pair has to do with.
      .filter((found) => found.code === "unmodeled_kind" && !found.message.includes("parameter ACL"))
      .map((found) => found.message);
    // Renames are found where only one is possible, as by --renames auto.
    return plan(states[0].factBase, states[1].factBase, { renames: "auto" });
  });
}

let latest;

async function planning(request) {
  const answer = { statements: [], unmodeled: [] };
  const start = performance.now();
  try {
    latest = await planned(request, answer);
  } catch (error) {
    answer.refused = message(error);
    return answer;
  }
  answer.milliseconds = performance.now() - start;
  answer.statements = latest.actions.map((action) => action.sql);
  answer.announced = latest.actions.some((action) => action.dataLoss === "destructive");
  return answer;
}

async function applying(request) {
  try {
    const report = await withPools([request.target], (pools) => apply(latest, pools[0]));
    return report.status === "applied" ? {} : { failed: `${report.error?.message}: ${report.error?.sql}` };
  } catch (error) {
    return { failed: message(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const answer = await (request.target ? applying(request) : planning(request));
  process.stdout.write(JSON.stringify(answer) + "\n");
}
