/** Private PostgreSQL clusters and databases for the in-database tests. */
package org.gitversion.test.support;
