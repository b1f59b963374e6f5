const [, , server, database, schema, directory, verb] = process.argv;
const [host, port] = server.split(':');
const knex = require('knex')({
  client: 'pg',
  connection: { host, port: Number(port), user: 'postgres', database },
  searchPath: [schema],
  migrations: { directory, schemaName: schema },
});

(async () => {
  const [, pending] = await knex.migrate.list();
  if (verb === 'migrate') {
    await knex.migrate.latest();
  }
  await knex.destroy();
  console.log(`pending ${pending.length}`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
