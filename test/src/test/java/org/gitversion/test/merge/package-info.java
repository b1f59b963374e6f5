/** Merges on a real server: cases as data, and histories that take more than one merge. */
package org.gitversion.test.merge;
