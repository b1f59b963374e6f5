/** Calls that make no sense, and what the caller is told. */
package org.gitversion.test.badinput;
