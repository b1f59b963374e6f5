/** The extension, tested inside PostgreSQL. */
package org.gitversion.test;
