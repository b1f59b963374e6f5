/** Commands that change a branch to what commits, stashes and other states have. */
package org.gitversion.test.replay;
