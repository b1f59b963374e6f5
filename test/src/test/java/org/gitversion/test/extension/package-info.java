/** Extensions whose members lie in the schema of the root branch, where PostgreSQL puts them. */
package org.gitversion.test.extension;
