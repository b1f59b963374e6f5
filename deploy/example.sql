-- A shop with two tables and some rows. Its schema comes under version control as branch main.
CREATE TABLE public.customers (
    id integer PRIMARY KEY,
    email varchar(100) NOT NULL,
    city text
);
CREATE TABLE public.orders (
    id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES public.customers,
    total numeric(10, 2) NOT NULL CHECK (total >= 0)
);
INSERT INTO public.customers VALUES (1, 'ada@example.org', 'London'), (2, 'bob@example.org', NULL);
INSERT INTO public.orders VALUES (1, 1, 99.50), (2, 1, 12.00);
SELECT gitversion.init('main', 'public');

-- A branch is a schema of its own: work on it disturbs nobody.
SELECT gitversion.create_branch('loyalty', 'main');
SELECT gitversion.use_branch('loyalty');
ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;
ALTER TABLE customers ALTER COLUMN email TYPE text;
CREATE VIEW best_customers AS
    SELECT c.email, sum(o.total) AS spent
      FROM customers c JOIN orders o ON o.customer_id = c.id
     GROUP BY c.email;

-- What is not committed, and by which statement it came about.
SELECT path, change, statement FROM gitversion.status('loyalty');
SELECT gitversion.commit('Add loyalty points');
SELECT gitversion.diff('main', 'loyalty') \g (format=unaligned tuples_only=on)

-- Meanwhile somebody else works on main. Both sides now say something about the type of email.
SELECT gitversion.use_branch('main');
ALTER TABLE customers ALTER COLUMN email TYPE varchar(320);
ALTER TABLE customers RENAME COLUMN city TO town;
SELECT gitversion.commit('Longer addresses, town instead of city');

-- A merge reproduces both sides or refuses: here it refuses, and has changed nothing.
\set ON_ERROR_STOP off
SELECT gitversion.merge_branches('loyalty', 'main');
\set ON_ERROR_STOP on

-- Where the two contradict each other, let the incoming branch win ("theirs"). All else is combined.
SELECT gitversion.merge_branches('loyalty', 'main', 'theirs');

-- main was altered in place: both changes are there, and so are the rows.
\d public.customers
SELECT * FROM public.customers ORDER BY id;
SELECT * FROM public.best_customers;

-- The merge commit has two parents.
SELECT commit_id, hash, message, parents FROM gitversion.log('main');
