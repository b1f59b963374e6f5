-- A shop as it is found in practice: an extension in schema public, two tables with rows, and the table
-- in which Flyway keeps what it did.
CREATE EXTENSION citext WITH SCHEMA public;
CREATE TABLE public.customers (
    id integer PRIMARY KEY,
    email varchar(100) NOT NULL,
    city public.citext
);
CREATE TABLE public.orders (
    id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES public.customers,
    total numeric(10, 2) NOT NULL CHECK (total >= 0)
);
INSERT INTO public.customers VALUES (1, 'ada@example.org', 'London'), (2, 'bob@example.org', NULL);
INSERT INTO public.orders VALUES (1, 1, 99.50), (2, 1, 12.00);
CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY,
    version varchar(50),
    description varchar(200) NOT NULL,
    type varchar(20) NOT NULL,
    script varchar(1000) NOT NULL,
    checksum integer,
    installed_by varchar(100) NOT NULL,
    installed_on timestamp NOT NULL DEFAULT now(),
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history (success);
INSERT INTO public.flyway_schema_history
    VALUES (1, '1', 'shop', 'SQL', 'V1__shop.sql', 1839216404, 'flyway', now(), 27, true);

-- The schema comes under version control as branch main.
SELECT gitversion.init('main', 'public');

-- A branch is a schema of its own: work on it disturbs nobody. It has Flyway's history, too.
SELECT gitversion.create_branch('loyalty', 'main');
SELECT gitversion.use_branch('loyalty');

-- This is what Flyway does with V2__loyalty.sql: the migration, and a row that says so.
ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;
ALTER TABLE customers ALTER COLUMN email TYPE citext;
CREATE VIEW best_customers AS
    SELECT c.email, sum(o.total) AS spent
      FROM customers c JOIN orders o ON o.customer_id = c.id
     GROUP BY c.email;
INSERT INTO flyway_schema_history
    VALUES (2, '2', 'loyalty', 'SQL', 'V2__loyalty.sql', -120871143, 'flyway', now(), 12, true);

-- What is not committed, and by which statement it came about.
SELECT path, change, statement FROM gitversion.status();
SELECT gitversion.diff_lines() \g (format=unaligned tuples_only=on)
SELECT gitversion.commit('Add loyalty points');

-- Meanwhile somebody else works on main, and gives a table and a column other names.
SELECT gitversion.use_branch('main');
ALTER TABLE customers RENAME TO clients;
ALTER TABLE clients RENAME COLUMN email TO mail;
INSERT INTO flyway_schema_history
    VALUES (2, '3', 'clients', 'SQL', 'V3__clients.sql', 590424377, 'flyway', now(), 8, true);
SELECT gitversion.commit('Clients have mail');

-- The rename of one side and the edit of the other one combine. These are the statements it takes.
SELECT step, statement FROM gitversion.preview_merge('loyalty');
SELECT gitversion.merge_branches('loyalty');

-- main was altered in place: both changes are there, and so are the rows.
\d public.clients
SELECT * FROM public.clients ORDER BY id;
SELECT * FROM public.best_customers;

-- Flyway finds every migration done on main, in one history: there is nothing left for it to run.
SELECT installed_rank, version, script FROM public.flyway_schema_history ORDER BY installed_rank;

-- Now both sides say something about the type of one column.
ALTER TABLE clients ALTER COLUMN city TYPE varchar(100);
SELECT gitversion.commit('Short names of cities');
SELECT gitversion.use_branch('loyalty');
ALTER TABLE customers ALTER COLUMN city TYPE varchar(60);
SELECT gitversion.commit('Shorter names of cities');

-- A merge reproduces both sides or refuses: here it refuses, and has changed nothing.
\set ON_ERROR_STOP off
SELECT gitversion.merge_branches('loyalty', 'main');
\set ON_ERROR_STOP on

-- Where the two contradict each other, let the incoming branch win ("theirs"). All else is combined.
SELECT gitversion.merge_branches('loyalty', 'main', 'theirs');

-- The merge commits have two parents.
SELECT gitversion.log_graph('main');
SELECT name, ahead, behind, dirty, last_commit, merged FROM gitversion.branch_list;
