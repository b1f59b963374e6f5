-- A database with the history that gitversion 0.1.0 kept, as pg_dump wrote it but for comments and blank
-- lines, without the extensions themselves: they are created beforehand, gitversion in version 0.1.0.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA branch_feature;
ALTER SCHEMA branch_feature OWNER TO postgres;
CREATE SCHEMA branch_work;
ALTER SCHEMA branch_work OWNER TO postgres;
CREATE TYPE branch_feature.mood AS ENUM (
    'sad',
    'happy'
);
ALTER TYPE branch_feature.mood OWNER TO postgres;
CREATE TYPE branch_work.mood AS ENUM (
    'sad',
    'happy'
);
ALTER TYPE branch_work.mood OWNER TO postgres;
CREATE TYPE public.mood AS ENUM (
    'sad',
    'happy'
);
ALTER TYPE public.mood OWNER TO postgres;
CREATE FUNCTION branch_feature.long() RETURNS text
    LANGUAGE sql
    AS $$SELECT 'a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text '$$;
ALTER FUNCTION branch_feature.long() OWNER TO postgres;
CREATE FUNCTION branch_feature.total(p_customer integer) RETURNS numeric
    LANGUAGE sql
    AS $$SELECT sum(amount) FROM orders WHERE customer = p_customer$$;
ALTER FUNCTION branch_feature.total(p_customer integer) OWNER TO postgres;
CREATE FUNCTION branch_work.long() RETURNS text
    LANGUAGE sql
    AS $$SELECT 'a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text '$$;
ALTER FUNCTION branch_work.long() OWNER TO postgres;
CREATE FUNCTION branch_work.total(p_customer integer) RETURNS numeric
    LANGUAGE sql
    AS $$SELECT sum(amount) FROM orders WHERE customer = p_customer$$;
ALTER FUNCTION branch_work.total(p_customer integer) OWNER TO postgres;
CREATE FUNCTION public.long() RETURNS text
    LANGUAGE sql
    AS $$SELECT 'a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text a long text '$$;
ALTER FUNCTION public.long() OWNER TO postgres;
CREATE FUNCTION public.total(p_customer integer) RETURNS numeric
    LANGUAGE sql
    AS $$SELECT sum(amount) FROM orders WHERE customer = p_customer$$;
ALTER FUNCTION public.total(p_customer integer) OWNER TO postgres;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE branch_feature.customers (
    id integer NOT NULL,
    full_name text DEFAULT 'x'::text NOT NULL,
    feels branch_feature.mood
);
ALTER TABLE branch_feature.customers OWNER TO postgres;
CREATE TABLE branch_feature.orders (
    id integer NOT NULL,
    customer integer,
    amount numeric(10,2),
    placed date,
    CONSTRAINT orders_amount_check CHECK ((amount >= (0)::numeric))
);
ALTER TABLE branch_feature.orders OWNER TO postgres;
CREATE VIEW branch_feature.totals AS
SELECT
    NULL::integer AS id,
    NULL::text AS name,
    NULL::numeric AS total;
ALTER TABLE branch_feature.totals OWNER TO postgres;
CREATE TABLE branch_work.customers (
    id integer NOT NULL,
    name text DEFAULT 'x'::text NOT NULL,
    feels branch_work.mood
);
ALTER TABLE branch_work.customers OWNER TO postgres;
CREATE TABLE branch_work.purchases (
    id integer NOT NULL,
    customer integer,
    amount numeric(10,2),
    CONSTRAINT orders_amount_check CHECK ((amount >= (0)::numeric))
);
ALTER TABLE branch_work.purchases OWNER TO postgres;
CREATE VIEW branch_work.totals AS
SELECT
    NULL::integer AS id,
    NULL::text AS name,
    NULL::numeric AS total;
ALTER TABLE branch_work.totals OWNER TO postgres;
CREATE TABLE branch_work.uncommitted (
    a integer
);
ALTER TABLE branch_work.uncommitted OWNER TO postgres;
CREATE TABLE public.customers (
    id integer NOT NULL,
    full_name text DEFAULT 'x'::text NOT NULL,
    feels public.mood
);
ALTER TABLE public.customers OWNER TO postgres;
CREATE TABLE public.purchases (
    id integer NOT NULL,
    customer integer,
    amount numeric(10,2),
    placed date,
    CONSTRAINT orders_amount_check CHECK ((amount >= (0)::numeric))
);
ALTER TABLE public.purchases OWNER TO postgres;
CREATE VIEW public.totals AS
SELECT
    NULL::integer AS id,
    NULL::text AS name,
    NULL::numeric AS total;
ALTER TABLE public.totals OWNER TO postgres;
