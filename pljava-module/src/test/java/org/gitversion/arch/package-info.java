/**
 * What holds for the code as a whole: layers, budgets, and what must not be loaded in a session.
 */
package org.gitversion.arch;
