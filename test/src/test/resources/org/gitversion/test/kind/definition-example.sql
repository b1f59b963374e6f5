CREATE TABLE public.users (id integer PRIMARY KEY);
SELECT gitversion.normalize_ddl_advanced($$
    create table ORDERS ("id" serial, who int4 references users, note varchar (20) default 'none');
    ALTER TABLE public.orders ADD PRIMARY KEY (id);
$$, 'TABLE') \g (format=unaligned tuples_only=on)
SELECT jsonb_pretty(gitversion.parse_ddl_to_ast('CREATE TYPE mood AS ENUM (''sad'', ''ok'')', 'ENUM'))
    \g (format=unaligned tuples_only=on)
