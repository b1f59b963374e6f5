-- What stands in the tables, and what comes after rows in a dump.
COPY branch_feature.customers (id, full_name, feels) FROM stdin;
\.
COPY branch_feature.orders (id, customer, amount, placed) FROM stdin;
\.
COPY branch_work.customers (id, name, feels) FROM stdin;
\.
COPY branch_work.purchases (id, customer, amount) FROM stdin;
\.
COPY branch_work.uncommitted (a) FROM stdin;
\.
COPY gitversion.branches (id, branch_name, schema_name, parent_branch_id, created_from_commit_id, head_commit_id, created_at, created_by, is_active, is_protected, metadata) FROM stdin;
2	feature	branch_feature	1	1	3	2026-11-22 19:46:48.987091+00	postgres	t	f	{}
3	work	branch_work	1	4	4	2026-11-22 19:46:49.123551+00	postgres	t	f	{}
1	main	public	\N	\N	5	2026-11-22 19:46:48.955924+00	postgres	t	f	{}
4	gone	branch_gone	1	5	5	2026-11-22 19:46:49.282153+00	postgres	f	f	{}
\.
COPY gitversion.commits (id, commit_hash, branch_id, parent_commit_id, message, author, committed_at, tree_hash, layout_hash, metadata) FROM stdin;
1	76dedffad0eea5b21e95f1c55da614921ed6d03ab97b0b8fd8a29e73af7db26e	1	\N	Initial commit	postgres	2026-11-22 19:46:48.980739+00	0c904745f03ac3867ddf2f91706cd0e71d04f34f3493bc5541843fd95f5d5174	c3ef818e8df18e8a76aa5fe3d2e15733b8b49c55efa096f961dd470eb58997ab	{}
2	50ababb84336a6067594adf13e3a9b9a6728d6b1a3403740500b746be4de5531	2	1	Rename a column, add another	postgres	2026-11-22 19:46:49.087554+00	6d4e80f23ece0fc73a9383eb0d751ac481f06d59e2187d8e14c06265c8536a2d	96fd9f082d8676e26bc11981bf565517e7393ab0cad633b828029e9487948675	{}
3	4026ca62f453e3d16da9eb8d86ebee52954089dc293064b8eb3aeb6bcce12963	2	2	Index the date	postgres	2026-11-22 19:46:49.105998+00	3dc7a559d85b4528183bb29478c64bacaf64c88fce8d58e2b4da86c5868cb336	96fd9f082d8676e26bc11981bf565517e7393ab0cad633b828029e9487948675	{}
4	e9fb4ab54425cb1f5d712b1f9cd697df92e45f99c723131d72d6ef4ea205565f	1	1	Rename a table	postgres	2026-11-22 19:46:49.121928+00	6b50504326afb8a6fd597233842663009daa20f1db5c2da2304613520ac7c894	faee98e82a743ff2da3cce0d669df70fa1e54a2693a7c9b7c8b5c77b701231dd	{}
5	cad8b703222e9ca273db8e34768b15db1e47c56dd31ab3ff1cc1501767594c5b	1	4	Merge branch 'feature' into 'main'	postgres	2026-11-22 19:46:49.248335+00	eb4fb1739c48ebcd55ce122ebccf1442e21fd235c6644c90fd7881f9c7e0bb92	6d23583ad2234fb4c7ab87ab191aba066885fc5a2a8472f60508f57a6ac95c19	{"merge": true, "strategy": "recursive", "merge_base": 1, "source_branch": "feature", "source_commit": 3}
\.
COPY gitversion.commit_parents (commit_id, "position", parent_id, renames) FROM stdin;
2	1	1	{"tables/customers/columns/name": "tables/customers/columns/full_name"}
3	1	2	{}
4	1	1	{"tables/orders": "tables/purchases"}
5	1	4	{"tables/customers/columns/name": "tables/customers/columns/full_name"}
5	2	3	{"tables/orders": "tables/purchases"}
\.
COPY gitversion.ddl_events (id, branch_id, event, command_tag, statement, classid, objid, objsubid, object_type, object_identity, path, session_role, executed_by, occurred_at, transaction_id, commit_id) FROM stdin;
1	2	ddl_command_end	ALTER TABLE	ALTER TABLE customers RENAME COLUMN name TO full_name;	1259	16917	2	table column	branch_feature.customers.full_name	tables/customers/columns/full_name	postgres	postgres	2026-11-22 19:46:49.048758+00	740	2
2	2	ddl_command_end	ALTER TABLE	ALTER TABLE orders ADD COLUMN placed date;	1259	16925	0	table	branch_feature.orders	tables/orders	postgres	postgres	2026-11-22 19:46:49.050839+00	741	2
3	2	ddl_command_end	ALTER TABLE	ALTER TABLE orders ADD COLUMN placed date;	1259	16925	4	table column	placed on branch_feature.orders	tables/orders/columns/placed	postgres	postgres	2026-11-22 19:46:49.050864+00	741	2
4	2	ddl_command_end	CREATE INDEX	CREATE INDEX orders_placed_idx ON orders (placed);	1259	16940	0	index	branch_feature.orders_placed_idx	indexes/orders_placed_idx	postgres	postgres	2026-11-22 19:46:49.091628+00	743	3
5	1	ddl_command_end	ALTER TABLE	ALTER TABLE orders RENAME TO purchases;	1259	16891	0	table	public.purchases	tables/purchases	postgres	postgres	2026-11-22 19:46:49.108934+00	745	4
\.
COPY gitversion.merge_attempts (id, source_branch_id, target_branch_id, base_commit_id, source_commit_id, target_commit_id, strategy, status, merge_commit_id, started_by, started_at, ended_at, metadata) FROM stdin;
\.
COPY gitversion.merge_conflicts (id, merge_attempt_id, conflict_type, object_type, object_name, base_version, source_version, target_version, resolved_version, resolution_strategy, resolved_by, resolved_at, detail) FROM stdin;
\.
COPY gitversion.object_identities (branch_id, path, classid, objid, objsubid, cluster_id) FROM stdin;
\.
COPY gitversion.object_storage (content_hash, content, size_bytes, compression_type, created_at) FROM stdin;
0392c03b59c7621147d30a52b360acef21f0d058dc2f6c665b9bb911bd82da7e	gitversion layout 1\n= function functions/total(integer)\n. owner postgres\n	73	\N	2026-11-22 19:46:48.980376+00
0c904745f03ac3867ddf2f91706cd0e71d04f34f3493bc5541843fd95f5d5174	gitversion tree 1\ntree e29129956ab08dee70d8bbb1fe98c6237da89656d5381f39bd691f72000c1f93 functions\ntree 4c68869507d3fa0d2d3f68dca5bff2fd2e6efdf33cdeb66eafde590515b5bfdb tables\ntree e90e7af9a77590303b90b8a29dd4741af82efeea3b7826a4916de3ee8a6c081e types\ntree 80660d0effdbbb1f4d151b211b0a76eea43400d140f402befec089d0c891a970 views\n	327	\N	2026-11-22 19:46:48.980477+00
0cce64ae930fa30f689b1cec9c744912c5b3f1b7362c2e2182932bce815e4147	gitversion layout 1\n= enum types/mood\n. owner postgres\n	55	\N	2026-11-22 19:46:48.980485+00
0e0b60a69fc5064c50d457d3f5f19710175cada21895f05afefda04e9fd1d139	gitversion layout 1\n= table tables/customers\n. owner postgres\n= column tables/customers/columns/feels\n. position 3\n= column tables/customers/columns/id\n. position 1\n= column tables/customers/columns/name\n. position 2\n	217	\N	2026-11-22 19:46:48.980488+00
25db4cc18bec72c4715215a36d701aed194ac5e906c94760bae1ed3646b60d8a	gitversion object 1\n= enum types/mood\n+ labels sad\n+ labels happy\n	66	\N	2026-11-22 19:46:48.980491+00
36c8e0a3372edf2408301a3962879162b651b6c799c141b4072b8f269073ae14	gitversion object 1\n= function functions/total(integer)\n+ arguments p_customer integer\n. body SELECT sum(amount) FROM orders WHERE customer = p_customer\n. language sql\n. result numeric\n	185	\N	2026-11-22 19:46:48.980494+00
4c68869507d3fa0d2d3f68dca5bff2fd2e6efdf33cdeb66eafde590515b5bfdb	gitversion tree 1\ntable 5cf87797bb40b30ad00ba08a06a409089d650a24deb2274fdffeb2adf7f8fd6f customers\ntable 67527bc97c8e08d39657188ae9a379a881b38bca31e63f78adfb6db660f12621 orders\n	177	\N	2026-11-22 19:46:48.980496+00
5cf87797bb40b30ad00ba08a06a409089d650a24deb2274fdffeb2adf7f8fd6f	gitversion object 1\n= table tables/customers\n= column tables/customers/columns/feels\n. type mood\n> types/mood\n= column tables/customers/columns/id\n. not_null yes\n. type integer\n= column tables/customers/columns/name\n. default 'x'::text\n. not_null yes\n. type text\n= constraint tables/customers/constraints/customers_pkey\n+ columns id\n. type PRIMARY KEY\n> tables/customers/columns/id\n	382	\N	2026-11-22 19:46:48.980499+00
67527bc97c8e08d39657188ae9a379a881b38bca31e63f78adfb6db660f12621	gitversion object 1\n= table tables/orders\n= column tables/orders/columns/amount\n. type numeric(10,2)\n= column tables/orders/columns/customer\n. type integer\n= column tables/orders/columns/id\n. not_null yes\n. type integer\n= constraint tables/orders/constraints/orders_amount_check\n. expression (amount >= (0)::numeric)\n. type CHECK\n> tables/orders/columns/amount\n= constraint tables/orders/constraints/orders_customer_fkey\n+ columns customer\n+ foreign_columns id\n. references customers\n. type FOREIGN KEY\n> tables/customers/columns/id\n> tables/orders/columns/customer\n= constraint tables/orders/constraints/orders_pkey\n+ columns id\n. type PRIMARY KEY\n> tables/orders/columns/id\n	676	\N	2026-11-22 19:46:48.980501+00
6c1d56843a39fcaf744641e6abf3e483d0bc6fef15ddd68e47a64849fa01610c	gitversion tree 1\ntable 0e0b60a69fc5064c50d457d3f5f19710175cada21895f05afefda04e9fd1d139 customers\ntable d315cd355ff254fbe29f688f6679fd57faccb3016f68db93eaa94b6ebaaeae36 orders\n	177	\N	2026-11-22 19:46:48.980505+00
7a1964cc7f1850fe0ad2b5c2484d01de68ec749861279fc5ec6d17332c09167c	gitversion object 1\n= view views/totals\n+ columns id\n+ columns name\n+ columns total\n. definition  SELECT c.id,\\n    c.name,\\n    sum(o.amount) AS total\\n   FROM (customers c\\n     JOIN orders o ON ((o.customer = c.id)))\\n  GROUP BY c.id\n> tables/customers/columns/id\n> tables/customers/columns/name\n> tables/customers/constraints/customers_pkey\n> tables/orders/columns/amount\n> tables/orders/columns/customer\n= view_column views/totals/columns/id\n. type integer\n= view_column views/totals/columns/name\n. type text\n= view_column views/totals/columns/total\n. type numeric\n	570	\N	2026-11-22 19:46:48.980508+00
7e068f7c1b5231489a579c31d3b8e37ae57722f7d8aa8a7738e8d50651da22c8	gitversion layout 1\n= function functions/long()\n. owner postgres\n	65	\N	2026-11-22 19:46:48.980511+00
7f36d854402b6e127686b09f075e9a7a0dd00575bd407355fd834531f14bb447	gitversion layout 1\n= view views/totals\n. owner postgres\n= view_column views/totals/columns/id\n. position 1\n= view_column views/totals/columns/name\n. position 2\n= view_column views/totals/columns/total\n. position 3\n	215	\N	2026-11-22 19:46:48.980513+00
80660d0effdbbb1f4d151b211b0a76eea43400d140f402befec089d0c891a970	gitversion tree 1\nview 7a1964cc7f1850fe0ad2b5c2484d01de68ec749861279fc5ec6d17332c09167c totals\n	95	\N	2026-11-22 19:46:48.980515+00
8a364589ef9e5c179cb9d808a89c612c9a54de9b7079b6382e697ddbb08823f3	gitversion tree 1\nenum 0cce64ae930fa30f689b1cec9c744912c5b3f1b7362c2e2182932bce815e4147 mood\n	93	\N	2026-11-22 19:46:48.980518+00
bfb713f13e31c5869ca28471e2d386cba354cf90c432880510ccda66fcaaccc6	H4sIAAAAAAAA/+3WsQ2DMBQE0N5TXEdoQAyQKqJLFxYw5McCWbaCvxFsD0TKBLTXvbtb4Nyoi8xpjAGxn2RQNOaOTw6Dnt0fqfYxuFtpKvTxveHVPttHh8Li7KGyKmiapmmapunrLo7D5W1w2TpB+vojzpKy199sdi2fwYe+CQAA	2494	gzip	2026-11-22 19:46:48.98052+00
c3ef818e8df18e8a76aa5fe3d2e15733b8b49c55efa096f961dd470eb58997ab	gitversion tree 1\ntree d9d5981939810849a400a78916622db305939a04e38dff45858c2f09e768c1f4 functions\ntree 6c1d56843a39fcaf744641e6abf3e483d0bc6fef15ddd68e47a64849fa01610c tables\ntree 8a364589ef9e5c179cb9d808a89c612c9a54de9b7079b6382e697ddbb08823f3 types\ntree e98be62bda40626b90a8ab2aeda9a802d1c9b5bb408d2b454eb294bd06daa60e views\n	327	\N	2026-11-22 19:46:48.980523+00
d315cd355ff254fbe29f688f6679fd57faccb3016f68db93eaa94b6ebaaeae36	gitversion layout 1\n= table tables/orders\n. owner postgres\n= column tables/orders/columns/amount\n. position 3\n= column tables/orders/columns/customer\n. position 2\n= column tables/orders/columns/id\n. position 1\n	210	\N	2026-11-22 19:46:48.980526+00
d9d5981939810849a400a78916622db305939a04e38dff45858c2f09e768c1f4	gitversion tree 1\nfunction 7e068f7c1b5231489a579c31d3b8e37ae57722f7d8aa8a7738e8d50651da22c8 long()\nfunction 0392c03b59c7621147d30a52b360acef21f0d058dc2f6c665b9bb911bd82da7e total(integer)\n	188	\N	2026-11-22 19:46:48.980529+00
e29129956ab08dee70d8bbb1fe98c6237da89656d5381f39bd691f72000c1f93	gitversion tree 1\nfunction bfb713f13e31c5869ca28471e2d386cba354cf90c432880510ccda66fcaaccc6 long()\nfunction 36c8e0a3372edf2408301a3962879162b651b6c799c141b4072b8f269073ae14 total(integer)\n	188	\N	2026-11-22 19:46:48.980531+00
e90e7af9a77590303b90b8a29dd4741af82efeea3b7826a4916de3ee8a6c081e	gitversion tree 1\nenum 25db4cc18bec72c4715215a36d701aed194ac5e906c94760bae1ed3646b60d8a mood\n	93	\N	2026-11-22 19:46:48.980534+00
e98be62bda40626b90a8ab2aeda9a802d1c9b5bb408d2b454eb294bd06daa60e	gitversion tree 1\nview 7f36d854402b6e127686b09f075e9a7a0dd00575bd407355fd834531f14bb447 totals\n	95	\N	2026-11-22 19:46:48.980536+00
76dedffad0eea5b21e95f1c55da614921ed6d03ab97b0b8fd8a29e73af7db26e	gitversion commit 1\ntree 0c904745f03ac3867ddf2f91706cd0e71d04f34f3493bc5541843fd95f5d5174\nauthor postgres\ntime 2026-11-22T19:46:48.980739Z\nmessage Initial commit\n	162	\N	2026-11-22 19:46:48.981504+00
09923c7ca58081cf2360f01efc37d902c6dbbd84800fff751b91b93a60eedf45	gitversion tree 1\nview 7f17f11e2f4eb283c91f5ae674817c0246e01eb17c56c9c908c189e56a801aa8 totals\n	95	\N	2026-11-22 19:46:49.0865+00
0d145194aa430739d97bb561638d0b1763e3804957a0c9217ff61bd1dddc54c1	gitversion layout 1\n= table tables/orders\n. owner postgres\n= column tables/orders/columns/amount\n. position 3\n= column tables/orders/columns/customer\n. position 2\n= column tables/orders/columns/id\n. position 1\n= column tables/orders/columns/placed\n. position 4\n	261	\N	2026-11-22 19:46:49.086519+00
3677e4ef2f6a6c19e8cacad3753554de96560ddcecf35c2988b5c228ad676950	gitversion tree 1\ntable 98ee71e78b8b5b5e46570f73624367bee8b0240ef3b489db9216a135fba39891 customers\ntable 0d145194aa430739d97bb561638d0b1763e3804957a0c9217ff61bd1dddc54c1 orders\n	177	\N	2026-11-22 19:46:49.086523+00
45b45ed96be1d504aa0dce541b6c3b0f083f3668da13c5d7e7f9800fa444863d	gitversion object 1\n= table tables/customers\n= column tables/customers/columns/feels\n. type mood\n> types/mood\n= column tables/customers/columns/full_name\n. default 'x'::text\n. not_null yes\n. type text\n= column tables/customers/columns/id\n. not_null yes\n. type integer\n= constraint tables/customers/constraints/customers_pkey\n+ columns id\n. type PRIMARY KEY\n> tables/customers/columns/id\n	387	\N	2026-11-22 19:46:49.087445+00
5d636b6222ebcd224fb5a38ed4ce95c49e2cc1e1df04e5643de3189d1aece7f3	gitversion object 1\n= table tables/orders\n= column tables/orders/columns/amount\n. type numeric(10,2)\n= column tables/orders/columns/customer\n. type integer\n= column tables/orders/columns/id\n. not_null yes\n. type integer\n= column tables/orders/columns/placed\n. type date\n= constraint tables/orders/constraints/orders_amount_check\n. expression (amount >= (0)::numeric)\n. type CHECK\n> tables/orders/columns/amount\n= constraint tables/orders/constraints/orders_customer_fkey\n+ columns customer\n+ foreign_columns id\n. references customers\n. type FOREIGN KEY\n> tables/customers/columns/id\n> tables/orders/columns/customer\n= constraint tables/orders/constraints/orders_pkey\n+ columns id\n. type PRIMARY KEY\n> tables/orders/columns/id\n	726	\N	2026-11-22 19:46:49.08745+00
62d69044f227876cdccac549beb2bd7ecc2f58d72a6b0d746be15db0d30aa223	gitversion tree 1\ntable 45b45ed96be1d504aa0dce541b6c3b0f083f3668da13c5d7e7f9800fa444863d customers\ntable 5d636b6222ebcd224fb5a38ed4ce95c49e2cc1e1df04e5643de3189d1aece7f3 orders\n	177	\N	2026-11-22 19:46:49.087455+00
6d4e80f23ece0fc73a9383eb0d751ac481f06d59e2187d8e14c06265c8536a2d	gitversion tree 1\ntree e29129956ab08dee70d8bbb1fe98c6237da89656d5381f39bd691f72000c1f93 functions\ntree 62d69044f227876cdccac549beb2bd7ecc2f58d72a6b0d746be15db0d30aa223 tables\ntree e90e7af9a77590303b90b8a29dd4741af82efeea3b7826a4916de3ee8a6c081e types\ntree 09923c7ca58081cf2360f01efc37d902c6dbbd84800fff751b91b93a60eedf45 views\n	327	\N	2026-11-22 19:46:49.087457+00
7f17f11e2f4eb283c91f5ae674817c0246e01eb17c56c9c908c189e56a801aa8	gitversion object 1\n= view views/totals\n+ columns id\n+ columns name\n+ columns total\n. definition  SELECT c.id,\\n    c.full_name AS name,\\n    sum(o.amount) AS total\\n   FROM (customers c\\n     JOIN orders o ON ((o.customer = c.id)))\\n  GROUP BY c.id\n> tables/customers/columns/full_name\n> tables/customers/columns/id\n> tables/customers/constraints/customers_pkey\n> tables/orders/columns/amount\n> tables/orders/columns/customer\n= view_column views/totals/columns/id\n. type integer\n= view_column views/totals/columns/name\n. type text\n= view_column views/totals/columns/total\n. type numeric\n	588	\N	2026-11-22 19:46:49.08746+00
96fd9f082d8676e26bc11981bf565517e7393ab0cad633b828029e9487948675	gitversion tree 1\ntree d9d5981939810849a400a78916622db305939a04e38dff45858c2f09e768c1f4 functions\ntree 3677e4ef2f6a6c19e8cacad3753554de96560ddcecf35c2988b5c228ad676950 tables\ntree 8a364589ef9e5c179cb9d808a89c612c9a54de9b7079b6382e697ddbb08823f3 types\ntree e98be62bda40626b90a8ab2aeda9a802d1c9b5bb408d2b454eb294bd06daa60e views\n	327	\N	2026-11-22 19:46:49.087463+00
98ee71e78b8b5b5e46570f73624367bee8b0240ef3b489db9216a135fba39891	gitversion layout 1\n= table tables/customers\n. owner postgres\n= column tables/customers/columns/feels\n. position 3\n= column tables/customers/columns/full_name\n. position 2\n= column tables/customers/columns/id\n. position 1\n	222	\N	2026-11-22 19:46:49.087466+00
50ababb84336a6067594adf13e3a9b9a6728d6b1a3403740500b746be4de5531	gitversion commit 1\ntree 6d4e80f23ece0fc73a9383eb0d751ac481f06d59e2187d8e14c06265c8536a2d\nparent 76dedffad0eea5b21e95f1c55da614921ed6d03ab97b0b8fd8a29e73af7db26e\nrename-from tables/customers/columns/name\nrename-to tables/customers/columns/full_name\nauthor postgres\ntime 2026-11-22T19:46:49.087554Z\nmessage Rename a column, add another\n	335	\N	2026-11-22 19:46:49.087853+00
0b447996ee719b3bcfad2b02fbd76902cc8dd910344e74466993d436b8bf602f	gitversion tree 1\nindex a2a63c3aeb5462ac00900523c321c2608e9993561d2f92e62d884f7274be4b19 orders_placed_idx\n	107	\N	2026-11-22 19:46:49.10595+00
3dc7a559d85b4528183bb29478c64bacaf64c88fce8d58e2b4da86c5868cb336	gitversion tree 1\ntree e29129956ab08dee70d8bbb1fe98c6237da89656d5381f39bd691f72000c1f93 functions\ntree 0b447996ee719b3bcfad2b02fbd76902cc8dd910344e74466993d436b8bf602f indexes\ntree 62d69044f227876cdccac549beb2bd7ecc2f58d72a6b0d746be15db0d30aa223 tables\ntree e90e7af9a77590303b90b8a29dd4741af82efeea3b7826a4916de3ee8a6c081e types\ntree 09923c7ca58081cf2360f01efc37d902c6dbbd84800fff751b91b93a60eedf45 views\n	405	\N	2026-11-22 19:46:49.105966+00
a2a63c3aeb5462ac00900523c321c2608e9993561d2f92e62d884f7274be4b19	gitversion object 1\n= index indexes/orders_placed_idx\n+ keys placed\n. method btree\n. table orders\n> tables/orders/columns/placed\n	129	\N	2026-11-22 19:46:49.10597+00
4026ca62f453e3d16da9eb8d86ebee52954089dc293064b8eb3aeb6bcce12963	gitversion commit 1\ntree 3dc7a559d85b4528183bb29478c64bacaf64c88fce8d58e2b4da86c5868cb336\nparent 50ababb84336a6067594adf13e3a9b9a6728d6b1a3403740500b746be4de5531\nauthor postgres\ntime 2026-11-22T19:46:49.105998Z\nmessage Index the date\n	234	\N	2026-11-22 19:46:49.106125+00
2f37948b4d40f56d6cc551be9a7881ac3d91507f5e9d1751e2177c6a43c0c0ae	gitversion layout 1\n= table tables/purchases\n. owner postgres\n= column tables/purchases/columns/amount\n. position 3\n= column tables/purchases/columns/customer\n. position 2\n= column tables/purchases/columns/id\n. position 1\n	222	\N	2026-11-22 19:46:49.121829+00
6b50504326afb8a6fd597233842663009daa20f1db5c2da2304613520ac7c894	gitversion tree 1\ntree e29129956ab08dee70d8bbb1fe98c6237da89656d5381f39bd691f72000c1f93 functions\ntree f7644ad5b9fc5016a93204cb588c3499434ca3599bc947eda970dc3278e86a80 tables\ntree e90e7af9a77590303b90b8a29dd4741af82efeea3b7826a4916de3ee8a6c081e types\ntree d682333a42985861a3dda723c19fef80cb51dbc74020143e1dff6d820e789721 views\n	327	\N	2026-11-22 19:46:49.121846+00
7d53685a03e8a07510f79339f4f3ae86d3909902e95e7cf0a8fe5a2300cf19ee	gitversion tree 1\ntable 0e0b60a69fc5064c50d457d3f5f19710175cada21895f05afefda04e9fd1d139 customers\ntable 2f37948b4d40f56d6cc551be9a7881ac3d91507f5e9d1751e2177c6a43c0c0ae purchases\n	180	\N	2026-11-22 19:46:49.12185+00
80b973a79b9178391b2adeb1444f3b27b39697cc88474700e15d2a0f20d4e66e	gitversion object 1\n= view views/totals\n+ columns id\n+ columns name\n+ columns total\n. definition  SELECT c.id,\\n    c.name,\\n    sum(o.amount) AS total\\n   FROM (customers c\\n     JOIN purchases o ON ((o.customer = c.id)))\\n  GROUP BY c.id\n> tables/customers/columns/id\n> tables/customers/columns/name\n> tables/customers/constraints/customers_pkey\n> tables/purchases/columns/amount\n> tables/purchases/columns/customer\n= view_column views/totals/columns/id\n. type integer\n= view_column views/totals/columns/name\n. type text\n= view_column views/totals/columns/total\n. type numeric\n	579	\N	2026-11-22 19:46:49.121854+00
d682333a42985861a3dda723c19fef80cb51dbc74020143e1dff6d820e789721	gitversion tree 1\nview 80b973a79b9178391b2adeb1444f3b27b39697cc88474700e15d2a0f20d4e66e totals\n	95	\N	2026-11-22 19:46:49.121857+00
f7644ad5b9fc5016a93204cb588c3499434ca3599bc947eda970dc3278e86a80	gitversion tree 1\ntable 5cf87797bb40b30ad00ba08a06a409089d650a24deb2274fdffeb2adf7f8fd6f customers\ntable ff93630fd2706706f61f625b367c5404e3c8ac7425c82de08f9a88ccf4530790 purchases\n	180	\N	2026-11-22 19:46:49.121861+00
faee98e82a743ff2da3cce0d669df70fa1e54a2693a7c9b7c8b5c77b701231dd	gitversion tree 1\ntree d9d5981939810849a400a78916622db305939a04e38dff45858c2f09e768c1f4 functions\ntree 7d53685a03e8a07510f79339f4f3ae86d3909902e95e7cf0a8fe5a2300cf19ee tables\ntree 8a364589ef9e5c179cb9d808a89c612c9a54de9b7079b6382e697ddbb08823f3 types\ntree e98be62bda40626b90a8ab2aeda9a802d1c9b5bb408d2b454eb294bd06daa60e views\n	327	\N	2026-11-22 19:46:49.121864+00
ff93630fd2706706f61f625b367c5404e3c8ac7425c82de08f9a88ccf4530790	gitversion object 1\n= table tables/purchases\n= column tables/purchases/columns/amount\n. type numeric(10,2)\n= column tables/purchases/columns/customer\n. type integer\n= column tables/purchases/columns/id\n. not_null yes\n. type integer\n= constraint tables/purchases/constraints/orders_amount_check\n. expression (amount >= (0)::numeric)\n. type CHECK\n> tables/purchases/columns/amount\n= constraint tables/purchases/constraints/orders_customer_fkey\n+ columns customer\n+ foreign_columns id\n. references customers\n. type FOREIGN KEY\n> tables/customers/columns/id\n> tables/purchases/columns/customer\n= constraint tables/purchases/constraints/orders_pkey\n+ columns id\n. type PRIMARY KEY\n> tables/purchases/columns/id\n	706	\N	2026-11-22 19:46:49.121902+00
e9fb4ab54425cb1f5d712b1f9cd697df92e45f99c723131d72d6ef4ea205565f	gitversion commit 1\ntree 6b50504326afb8a6fd597233842663009daa20f1db5c2da2304613520ac7c894\nparent 76dedffad0eea5b21e95f1c55da614921ed6d03ab97b0b8fd8a29e73af7db26e\nrename-from tables/orders\nrename-to tables/purchases\nauthor postgres\ntime 2026-11-22T19:46:49.121928Z\nmessage Rename a table\n	287	\N	2026-11-22 19:46:49.122061+00
22b24289502bd6b645435a156536dc27aff2764bebbe744d6fd62be811725333	gitversion tree 1\ntable 98ee71e78b8b5b5e46570f73624367bee8b0240ef3b489db9216a135fba39891 customers\ntable 465f2ee99fee64e38cb8567e2d7ebb702e986f323197d78b7b36e5109563fa5f purchases\n	180	\N	2026-11-22 19:46:49.248226+00
33a1d71ad9766ab09a63b91dc85cb8d19da371a45cfbaf9ac72a0ec66b1ac252	gitversion object 1\n= table tables/purchases\n= column tables/purchases/columns/amount\n. type numeric(10,2)\n= column tables/purchases/columns/customer\n. type integer\n= column tables/purchases/columns/id\n. not_null yes\n. type integer\n= column tables/purchases/columns/placed\n. type date\n= constraint tables/purchases/constraints/orders_amount_check\n. expression (amount >= (0)::numeric)\n. type CHECK\n> tables/purchases/columns/amount\n= constraint tables/purchases/constraints/orders_customer_fkey\n+ columns customer\n+ foreign_columns id\n. references customers\n. type FOREIGN KEY\n> tables/customers/columns/id\n> tables/purchases/columns/customer\n= constraint tables/purchases/constraints/orders_pkey\n+ columns id\n. type PRIMARY KEY\n> tables/purchases/columns/id\n	759	\N	2026-11-22 19:46:49.248243+00
41436ff1c00336f2d3d895a26e077861bd1e415821f97245be1483f496a3cdef	gitversion tree 1\nview 94acd2e3a714779a21edd8e2db4989fb183c76df41f9951ad75199b19bbf805b totals\n	95	\N	2026-11-22 19:46:49.248248+00
465f2ee99fee64e38cb8567e2d7ebb702e986f323197d78b7b36e5109563fa5f	gitversion layout 1\n= table tables/purchases\n. owner postgres\n= column tables/purchases/columns/amount\n. position 3\n= column tables/purchases/columns/customer\n. position 2\n= column tables/purchases/columns/id\n. position 1\n= column tables/purchases/columns/placed\n. position 4\n	276	\N	2026-11-22 19:46:49.248252+00
6d23583ad2234fb4c7ab87ab191aba066885fc5a2a8472f60508f57a6ac95c19	gitversion tree 1\ntree d9d5981939810849a400a78916622db305939a04e38dff45858c2f09e768c1f4 functions\ntree 22b24289502bd6b645435a156536dc27aff2764bebbe744d6fd62be811725333 tables\ntree 8a364589ef9e5c179cb9d808a89c612c9a54de9b7079b6382e697ddbb08823f3 types\ntree e98be62bda40626b90a8ab2aeda9a802d1c9b5bb408d2b454eb294bd06daa60e views\n	327	\N	2026-11-22 19:46:49.248257+00
94acd2e3a714779a21edd8e2db4989fb183c76df41f9951ad75199b19bbf805b	gitversion object 1\n= view views/totals\n+ columns id\n+ columns name\n+ columns total\n. definition  SELECT c.id,\\n    c.full_name AS name,\\n    sum(o.amount) AS total\\n   FROM (customers c\\n     JOIN purchases o ON ((o.customer = c.id)))\\n  GROUP BY c.id\n> tables/customers/columns/full_name\n> tables/customers/columns/id\n> tables/customers/constraints/customers_pkey\n> tables/purchases/columns/amount\n> tables/purchases/columns/customer\n= view_column views/totals/columns/id\n. type integer\n= view_column views/totals/columns/name\n. type text\n= view_column views/totals/columns/total\n. type numeric\n	597	\N	2026-11-22 19:46:49.248261+00
a961f616daeb80c235826eb5cb5f56ba2097c3194f866eaab0658e32d9c1f0de	gitversion tree 1\ntable 45b45ed96be1d504aa0dce541b6c3b0f083f3668da13c5d7e7f9800fa444863d customers\ntable 33a1d71ad9766ab09a63b91dc85cb8d19da371a45cfbaf9ac72a0ec66b1ac252 purchases\n	180	\N	2026-11-22 19:46:49.248265+00
b8b4476e74bf73f626405101c87bd3cbe2f1b9302ce4553cb432544ce2f2eba2	gitversion tree 1\nindex f2c711256ab16e0e2456058b5ed91e86727edbc4d9653b4db263f057895942a5 orders_placed_idx\n	107	\N	2026-11-22 19:46:49.248268+00
eb4fb1739c48ebcd55ce122ebccf1442e21fd235c6644c90fd7881f9c7e0bb92	gitversion tree 1\ntree e29129956ab08dee70d8bbb1fe98c6237da89656d5381f39bd691f72000c1f93 functions\ntree b8b4476e74bf73f626405101c87bd3cbe2f1b9302ce4553cb432544ce2f2eba2 indexes\ntree a961f616daeb80c235826eb5cb5f56ba2097c3194f866eaab0658e32d9c1f0de tables\ntree e90e7af9a77590303b90b8a29dd4741af82efeea3b7826a4916de3ee8a6c081e types\ntree 41436ff1c00336f2d3d895a26e077861bd1e415821f97245be1483f496a3cdef views\n	405	\N	2026-11-22 19:46:49.248271+00
f2c711256ab16e0e2456058b5ed91e86727edbc4d9653b4db263f057895942a5	gitversion object 1\n= index indexes/orders_placed_idx\n+ keys placed\n. method btree\n. table purchases\n> tables/purchases/columns/placed\n	135	\N	2026-11-22 19:46:49.248274+00
cad8b703222e9ca273db8e34768b15db1e47c56dd31ab3ff1cc1501767594c5b	gitversion commit 1\ntree eb4fb1739c48ebcd55ce122ebccf1442e21fd235c6644c90fd7881f9c7e0bb92\nparent e9fb4ab54425cb1f5d712b1f9cd697df92e45f99c723131d72d6ef4ea205565f\nrename-from tables/customers/columns/name\nrename-to tables/customers/columns/full_name\nparent 4026ca62f453e3d16da9eb8d86ebee52954089dc293064b8eb3aeb6bcce12963\nrename-from tables/orders\nrename-to tables/purchases\nauthor postgres\ntime 2026-11-22T19:46:49.248335Z\nmessage Merge branch 'feature' into 'main'\n	466	\N	2026-11-22 19:46:49.248537+00
24e3663f9d46951b580281221a430db75fa7bc061cd700499fee16cdad98e1f2	gitversion tree 1\ntree e29129956ab08dee70d8bbb1fe98c6237da89656d5381f39bd691f72000c1f93 functions\ntree 982b2d7382622cc0f896f202345b02cf11c700e82e4f8f7f3083fa75ba3b4edc tables\ntree e90e7af9a77590303b90b8a29dd4741af82efeea3b7826a4916de3ee8a6c081e types\ntree d682333a42985861a3dda723c19fef80cb51dbc74020143e1dff6d820e789721 views\n	327	\N	2026-11-22 19:46:49.264951+00
47a6b49651f81838acc9c6a770bf28d8e1f6077bf0443aeb8a66bff4375f93d1	gitversion tree 1\ntree d9d5981939810849a400a78916622db305939a04e38dff45858c2f09e768c1f4 functions\ntree 51680380a4e48d8f603a6ce36d9e208f9b9bda478d49299d3e0480300f1c0ba9 tables\ntree 8a364589ef9e5c179cb9d808a89c612c9a54de9b7079b6382e697ddbb08823f3 types\ntree e98be62bda40626b90a8ab2aeda9a802d1c9b5bb408d2b454eb294bd06daa60e views\n	327	\N	2026-11-22 19:46:49.264967+00
51680380a4e48d8f603a6ce36d9e208f9b9bda478d49299d3e0480300f1c0ba9	gitversion tree 1\ntable 0e0b60a69fc5064c50d457d3f5f19710175cada21895f05afefda04e9fd1d139 customers\ntable 2f37948b4d40f56d6cc551be9a7881ac3d91507f5e9d1751e2177c6a43c0c0ae purchases\ntable 6374817ff06bf5332150cd64b54e7f40023a06e0c0f1872b4a897fd6ddb2f9cd stashed\n	259	\N	2026-11-22 19:46:49.264971+00
6374817ff06bf5332150cd64b54e7f40023a06e0c0f1872b4a897fd6ddb2f9cd	gitversion layout 1\n= table tables/stashed\n. owner postgres\n= column tables/stashed/columns/a\n. position 1\n	107	\N	2026-11-22 19:46:49.264974+00
982b2d7382622cc0f896f202345b02cf11c700e82e4f8f7f3083fa75ba3b4edc	gitversion tree 1\ntable 5cf87797bb40b30ad00ba08a06a409089d650a24deb2274fdffeb2adf7f8fd6f customers\ntable ff93630fd2706706f61f625b367c5404e3c8ac7425c82de08f9a88ccf4530790 purchases\ntable a4c27f23f43584b7a392c7035e01a8022c4a7ba4364922afee58821772e37af7 stashed\n	259	\N	2026-11-22 19:46:49.264979+00
a4c27f23f43584b7a392c7035e01a8022c4a7ba4364922afee58821772e37af7	gitversion object 1\n= table tables/stashed\n= column tables/stashed/columns/a\n. type integer\n	92	\N	2026-11-22 19:46:49.265025+00
\.
COPY gitversion.object_references (content_hash, commit_id, reference_count) FROM stdin;
c3ef818e8df18e8a76aa5fe3d2e15733b8b49c55efa096f961dd470eb58997ab	1	1
76dedffad0eea5b21e95f1c55da614921ed6d03ab97b0b8fd8a29e73af7db26e	1	1
0c904745f03ac3867ddf2f91706cd0e71d04f34f3493bc5541843fd95f5d5174	1	1
6d4e80f23ece0fc73a9383eb0d751ac481f06d59e2187d8e14c06265c8536a2d	2	1
96fd9f082d8676e26bc11981bf565517e7393ab0cad633b828029e9487948675	2	1
50ababb84336a6067594adf13e3a9b9a6728d6b1a3403740500b746be4de5531	2	1
4026ca62f453e3d16da9eb8d86ebee52954089dc293064b8eb3aeb6bcce12963	3	1
96fd9f082d8676e26bc11981bf565517e7393ab0cad633b828029e9487948675	3	1
3dc7a559d85b4528183bb29478c64bacaf64c88fce8d58e2b4da86c5868cb336	3	1
faee98e82a743ff2da3cce0d669df70fa1e54a2693a7c9b7c8b5c77b701231dd	4	1
6b50504326afb8a6fd597233842663009daa20f1db5c2da2304613520ac7c894	4	1
e9fb4ab54425cb1f5d712b1f9cd697df92e45f99c723131d72d6ef4ea205565f	4	1
eb4fb1739c48ebcd55ce122ebccf1442e21fd235c6644c90fd7881f9c7e0bb92	5	1
6d23583ad2234fb4c7ab87ab191aba066885fc5a2a8472f60508f57a6ac95c19	5	1
cad8b703222e9ca273db8e34768b15db1e47c56dd31ab3ff1cc1501767594c5b	5	1
\.
COPY gitversion.reflog (id, branch_id, old_commit_id, new_commit_id, action, message, actor, moved_at) FROM stdin;
1	1	\N	1	init	Initial commit	postgres	2026-11-22 19:46:48.982934+00
2	2	\N	1	branch	\N	postgres	2026-11-22 19:46:48.987289+00
3	2	1	2	commit	Rename a column, add another	postgres	2026-11-22 19:46:49.08884+00
4	2	2	3	commit	Index the date	postgres	2026-11-22 19:46:49.106454+00
5	1	1	4	commit	Rename a table	postgres	2026-11-22 19:46:49.122402+00
6	3	\N	4	branch	\N	postgres	2026-11-22 19:46:49.123685+00
7	1	4	5	merge	Merge branch 'feature' into 'main'	postgres	2026-11-22 19:46:49.249373+00
8	4	\N	5	branch	\N	postgres	2026-11-22 19:46:49.282269+00
\.
COPY gitversion.stashes (id, branch_id, base_commit_id, tree_hash, layout_hash, renames, message, created_by, created_at) FROM stdin;
1	3	4	24e3663f9d46951b580281221a430db75fa7bc061cd700499fee16cdad98e1f2	47a6b49651f81838acc9c6a770bf28d8e1f6077bf0443aeb8a66bff4375f93d1	{}	On work: for later	postgres	2026-11-22 19:46:49.265275+00
\.
COPY gitversion.tags (tag_name, commit_id, message, tagged_by, tagged_at) FROM stdin;
v1	1	the first	postgres	2026-11-22 19:46:48.985938+00
\.
COPY public.customers (id, full_name, feels) FROM stdin;
1	Ann	happy
\.
COPY public.purchases (id, customer, amount, placed) FROM stdin;
1	1	12.50	\N
\.
SELECT pg_catalog.setval('gitversion.branches_id_seq', 4, true);
SELECT pg_catalog.setval('gitversion.commits_id_seq', 5, true);
SELECT pg_catalog.setval('gitversion.ddl_events_id_seq', 7, true);
SELECT pg_catalog.setval('gitversion.merge_attempts_id_seq', 1, false);
SELECT pg_catalog.setval('gitversion.merge_conflicts_id_seq', 1, false);
SELECT pg_catalog.setval('gitversion.reflog_id_seq', 8, true);
SELECT pg_catalog.setval('gitversion.stashes_id_seq', 1, true);
ALTER TABLE ONLY branch_feature.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY branch_feature.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY branch_work.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY branch_work.purchases
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.purchases
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE INDEX orders_placed_idx ON branch_feature.orders USING btree (placed);
CREATE INDEX orders_placed_idx ON public.purchases USING btree (placed);
CREATE OR REPLACE VIEW branch_feature.totals AS
 SELECT c.id,
    c.full_name AS name,
    sum(o.amount) AS total
   FROM (branch_feature.customers c
     JOIN branch_feature.orders o ON ((o.customer = c.id)))
  GROUP BY c.id;
CREATE OR REPLACE VIEW branch_work.totals AS
 SELECT c.id,
    c.name,
    sum(o.amount) AS total
   FROM (branch_work.customers c
     JOIN branch_work.purchases o ON ((o.customer = c.id)))
  GROUP BY c.id;
CREATE OR REPLACE VIEW public.totals AS
 SELECT c.id,
    c.full_name AS name,
    sum(o.amount) AS total
   FROM (public.customers c
     JOIN public.purchases o ON ((o.customer = c.id)))
  GROUP BY c.id;
ALTER TABLE ONLY branch_feature.orders
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES branch_feature.customers(id);
ALTER TABLE ONLY branch_work.purchases
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES branch_work.customers(id);
ALTER TABLE ONLY public.purchases
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES public.customers(id);
