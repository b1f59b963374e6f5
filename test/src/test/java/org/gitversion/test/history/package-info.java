/** Commits, status, log, events and stored objects, in the database. */
package org.gitversion.test.history;
