const [, , server, database, schema, dir, verb] = process.argv;
const [host, port] = server.split(':');
const { runner } = require('node-pg-migrate');

(async () => {
  const pending = await runner({
    databaseUrl: { host, port: Number(port), user: 'postgres', database },
    dir,
    direction: 'up',
    schema,
    migrationsSchema: schema,
    migrationsTable: 'pgmigrations',
    checkOrder: false,
    dryRun: verb !== 'migrate',
    log: () => {},
  });
  console.log(`pending ${pending.length}`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
