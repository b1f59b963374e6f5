/** Properties over schemas and changes made up at random. */
package org.gitversion.test.random;
