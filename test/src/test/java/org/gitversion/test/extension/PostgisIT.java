package org.gitversion.test.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.Test;

/** A schema full of PostGIS, which cannot be moved to another schema once it is there. */
@GitVersionTest
class PostgisIT {
    private static final String PLACES =
            """
            CREATE TABLE places (id int PRIMARY KEY, name text, geom geometry(Point, 4326) NOT NULL,
                area geography(Polygon), box box2d, shapes geometry[],
                srid int REFERENCES spatial_ref_sys,
                middle geometry GENERATED ALWAYS AS (ST_Centroid(geom)) STORED,
                CHECK (ST_IsValid(geom)));
            CREATE INDEX ON places USING gist (geom);
            CREATE INDEX ON places USING spgist (geom);
            CREATE INDEX ON places USING brin (geom brin_geometry_inclusion_ops_3d);
            CREATE INDEX ON places USING gist (ST_Buffer(geom, 1)) WHERE ST_X(geom) > 0;
            CREATE TYPE stop AS (at geometry(PointZ), parts geometry_dump[]);
            CREATE DOMAIN point_there AS geometry(Point) CHECK (NOT ST_IsEmpty(VALUE));
            CREATE VIEW near AS SELECT p.*, p.geom && p.middle AS over,
                p.geom <-> ST_SetSRID(ST_MakePoint(0, 0), 4326) AS distance
                FROM places p ORDER BY p.geom <-> ST_SetSRID(ST_MakePoint(0, 0), 4326);
            CREATE VIEW columns AS SELECT f_table_name, srid FROM geometry_columns;
            CREATE MATERIALIZED VIEW together AS
                SELECT ST_Union(geom) AS whole, ST_AsMVT(q.*) FROM places q GROUP BY id;
            CREATE FUNCTION distance(a geometry, b geometry) RETURNS double precision
                LANGUAGE plpgsql AS
                $$ BEGIN RETURN public.ST_Distance(a, b) + ST_Distance(a::public.geometry, b); END $$;
            CREATE FUNCTION parts(a geometry) RETURNS SETOF geometry_dump LANGUAGE sql
                SET search_path = public AS $$ SELECT * FROM ST_Dump(a) $$;
            """;

    private static final String HASHES =
            "SELECT DISTINCT gitversion.compute_tree_hash(s) FROM"
                    + " unnest('{public,branch_x}'::text[]) s";

    @Test
    void branchesOfASchemaWithPostgis(Database database) throws SQLException {
        assumeThat(database.column("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"))
                .as("PostGIS for this server (test/run installs it on Debian)")
                .isNotEmpty();
        database.execute("CREATE EXTENSION postgis");
        database.psql(PLACES, "-q").expectSuccess();
        database.execute(
                "INSERT INTO places (id, geom) VALUES (1, ST_SetSRID(ST_MakePoint(3, 4), 4326))",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('x')");
        assertThat(database.column(HASHES)).hasSize(1);
        database.execute(
                "SELECT gitversion.use_branch('x')",
                "ALTER TABLE places ADD COLUMN route geometry(LineString, 3857)",
                "CREATE INDEX ON places USING gist (route)",
                "CREATE OR REPLACE FUNCTION distance(a geometry, b geometry) RETURNS double"
                        + " precision LANGUAGE sql AS $$ SELECT ST_Distance(a, b) $$");
        assertThat(database.column("SELECT path FROM gitversion.status()"))
                .containsExactly(
                        "functions/distance(geometry, geometry)",
                        "indexes/places_route_idx",
                        "tables/places/columns/route");
        database.execute("SELECT gitversion.commit('Routes')");
        database.execute(
                "SELECT gitversion.use_branch('main')",
                "ALTER TABLE public.places ADD COLUMN height double precision"
                        + " GENERATED ALWAYS AS (ST_Z(geom)) STORED",
                "SELECT gitversion.commit('Height', 'main')",
                "SELECT gitversion.merge_branches('x', 'main')",
                "SELECT gitversion.merge_branches('main', 'x')");
        assertThat(database.column(HASHES)).hasSize(1);
        assertThat(
                        database.column(
                                "SELECT public.distance(geom, ST_SetSRID(ST_MakePoint(0, 0), 4326))"
                                        + " FROM public.places"))
                .containsExactly("5");
        assertThat(database.column("SELECT count(*) FROM branch_x.parts(ST_MakePoint(1, 1))"))
                .containsExactly("1");

        database.execute(
                "SELECT gitversion.use_branch('x')",
                "DROP VIEW near",
                "ALTER TABLE places DROP COLUMN area",
                "SELECT gitversion.reset('x', 'HEAD', 'hard')");
        assertThat(database.column(HASHES)).hasSize(1);
        assertThat(Integrity.problems(database)).isEmpty();
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
        restore(database);
    }

    private static void restore(Database database) throws SQLException {
        try (Database restored = Cluster.shared().createEmptyDatabase("postgis", "UTF8")) {
            restored.psql(database.pgDump(), "-q").expectSuccess();
            assertThat(Integrity.problems(restored)).isEmpty();
            assertThat(restored.column(HASHES)).hasSize(1);
            restored.execute("SELECT gitversion.create_branch('y')");
            assertThat(restored.value("SELECT gitversion.compute_tree_hash('branch_y')"))
                    .isEqualTo(restored.value("SELECT gitversion.compute_tree_hash('public')"));
        }
    }
}
