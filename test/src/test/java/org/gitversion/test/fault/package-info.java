/** What happens when something goes wrong in the middle, and when several do things at once. */
package org.gitversion.test.fault;
