/** Making and removing branches. */
package org.gitversion.test.branch;
