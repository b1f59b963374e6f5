/** What databases give to each other. */
package org.gitversion.test.exchange;
