/** Rows that belong to the schema: reference tables, histories of migration tools. */
package org.gitversion.test.rows;
