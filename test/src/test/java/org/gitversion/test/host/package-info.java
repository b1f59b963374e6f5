/** The hosts that run Java in the server: what gitversion relies on, and what must not happen. */
package org.gitversion.test.host;
