/** Schemas of real applications, as their vendors ship them. */
package org.gitversion.test.real;
