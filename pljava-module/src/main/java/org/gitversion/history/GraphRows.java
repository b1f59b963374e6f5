package org.gitversion.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a history with lines from commits to their parents, row by row as {@code git log --graph}
 * does. Columns are branch lines; the mapping says for every character of a row to which column the
 * line there leads. Commits have at most two parents.
 */
final class GraphRows {
    private static final int PADDING = 0;
    private static final int COMMIT = 1;
    private static final int POST_MERGE = 2;
    private static final int COLLAPSING = 3;
    private static final String MERGE_SIGNS = "/|\\";

    private int commit;
    private List<Integer> parents = List.of();
    private int width;
    private int state = PADDING;
    private int previousState = PADDING;
    private int commitIndex;
    private int previousCommitIndex;

    /** -1 before it is chosen; 0 when the first parent's line is further left, else 1. */
    private int mergeLayout;

    private int edgesAdded;
    private int previousEdgesAdded;
    private List<Integer> columns = new ArrayList<>();
    private List<Integer> newColumns = new ArrayList<>();
    private int[] mapping = new int[0];
    private int[] oldMapping = new int[0];
    private int mappingSize;

    /**
     * Draws the next commit; children come before parents.
     *
     * @param id the commit
     * @param itsParents in order
     * @param label what to write beside it
     * @param rows gets the rows
     */
    void draw(int id, List<Integer> itsParents, String label, List<String> rows) {
        commit = id;
        parents = itsParents;
        previousCommitIndex = commitIndex;
        updateColumns();
        state = COMMIT;
        StringBuilder row = commitRow();
        while (row.length() < width) {
            row.append(' ');
        }
        rows.add(row.append(label).toString());
        while (state != PADDING) {
            String line = (state == POST_MERGE ? postMergeRow() : collapsingRow()).toString();
            rows.add(line.stripTrailing());
        }
    }

    private void updateColumns() {
        List<Integer> swapped = columns;
        columns = newColumns;
        newColumns = swapped;
        newColumns.clear();
        mappingSize = 2 * (columns.size() + parents.size());
        if (mapping.length < mappingSize + 2) {
            mapping = Arrays.copyOf(mapping, 2 * mappingSize + 2);
            oldMapping = Arrays.copyOf(oldMapping, 2 * mappingSize + 2);
        }
        Arrays.fill(mapping, 0, mappingSize, -1);
        width = 0;
        previousEdgesAdded = edgesAdded;
        edgesAdded = 0;
        boolean seen = false;
        for (int i = 0; i < columns.size() || i == columns.size() && !seen; i++) {
            if (isCommit(i)) {
                seen = true;
                commitIndex = i;
                mergeLayout = -1;
                for (Integer parent : parents) {
                    lead(parent, i);
                }
                width += parents.isEmpty() ? 2 : 0;
            } else {
                lead(columns.get(i), -1);
            }
        }
        while (mappingSize > 1 && mapping[mappingSize - 1] < 0) {
            mappingSize--;
        }
    }

    /** Whether the commit is in a column of the row before, or to the right of all. */
    private boolean isCommit(int column) {
        return column == columns.size() || columns.get(column) == commit;
    }

    /** Leads a line to a commit's column, which is added when there is none. */
    private void lead(int to, int from) {
        int column = newColumns.indexOf(to);
        if (column < 0) {
            column = newColumns.size();
            newColumns.add(to);
        }
        int at;
        if (parents.size() > 1 && from >= 0 && mergeLayout == -1) {
            int distance = from - column;
            int shift = distance > 1 ? 2 * distance - 3 : 1;
            mergeLayout = distance > 0 ? 0 : 1;
            edgesAdded = parents.size() + mergeLayout - 2;
            at = width + (mergeLayout - 1) * shift;
            width += 2 * mergeLayout;
        } else if (edgesAdded > 0 && column == mapping[width - 2]) {
            at = width - 2;
            edgesAdded = -1;
        } else {
            at = width;
            width += 2;
        }
        mapping[at] = column;
    }

    private boolean isMappingCorrect() {
        for (int i = 0; i < mappingSize; i++) {
            if (mapping[i] >= 0 && mapping[i] != i / 2) {
                return false;
            }
        }
        return true;
    }

    private void settle() {
        previousState = state;
        state = isMappingCorrect() ? PADDING : COLLAPSING;
    }

    private StringBuilder commitRow() {
        StringBuilder row = new StringBuilder();
        boolean seen = false;
        for (int i = 0; i < columns.size() || i == columns.size() && !seen; i++) {
            if (isCommit(i)) {
                seen = true;
                row.append('*');
            } else if (seen && edgesAdded == 1) {
                boolean skewed =
                        previousState == POST_MERGE
                                && previousEdgesAdded > 0
                                && previousCommitIndex < i;
                row.append(skewed ? '\\' : '|');
            } else {
                boolean collapsing =
                        previousState == COLLAPSING
                                && oldMapping[2 * i + 1] == i
                                && mapping[2 * i] < i;
                row.append(collapsing ? '/' : '|');
            }
            row.append(' ');
        }
        if (parents.size() > 1) {
            previousState = state;
            state = POST_MERGE;
        } else {
            settle();
        }
        return row;
    }

    private StringBuilder postMergeRow() {
        StringBuilder row = new StringBuilder();
        boolean seen = false;
        boolean parentSeen = false;
        for (int i = 0; i < columns.size() || i == columns.size() && !seen; i++) {
            if (isCommit(i)) {
                seen = true;
                mergeSigns(row);
            } else if (seen) {
                row.append(edgesAdded > 0 ? '\\' : '|').append(' ');
            } else {
                row.append('|');
                if (mergeLayout != 0 || i != commitIndex - 1) {
                    row.append(parentSeen ? '_' : ' ');
                }
            }
            if (i < columns.size() && columns.get(i).equals(parents.get(0))) {
                parentSeen = true;
            }
        }
        settle();
        return row;
    }

    private void mergeSigns(StringBuilder row) {
        int sign = mergeLayout;
        for (int j = 0; j < parents.size(); j++) {
            row.append(MERGE_SIGNS.charAt(sign));
            if (sign < 2) {
                sign++;
            } else if (edgesAdded > 0 || j < parents.size() - 1) {
                row.append(' ');
            }
        }
        if (edgesAdded == 0) {
            row.append(' ');
        }
    }

    /** Moves lines to the left, where their columns are; one at a time over many columns. */
    private StringBuilder collapsingRow() {
        int[] swapped = mapping;
        mapping = oldMapping;
        oldMapping = swapped;
        Arrays.fill(mapping, 0, mappingSize, -1);
        int edge = -1;
        int edgeTarget = -1;
        for (int i = 0; i < mappingSize; i++) {
            int target = oldMapping[i];
            if (target < 0) {
                continue;
            }
            boolean here = target * 2 == i;
            boolean free = !here && mapping[i - 1] < 0;
            boolean joins = !here && mapping[i - 1] == target;
            if (here) {
                mapping[i] = target;
            } else if (!joins) {
                mapping[free ? i - 1 : i - 2] = target;
                if (edge == -1) {
                    edge = free ? i : i - 1;
                    edgeTarget = target;
                    for (int j = target * 2 + 3; j < i - 2; j += 2) {
                        mapping[j] = target;
                    }
                }
            }
        }
        System.arraycopy(mapping, 0, oldMapping, 0, mappingSize);
        if (mapping[mappingSize - 1] < 0) {
            mappingSize--;
        }
        StringBuilder row = collapsed(edge, edgeTarget);
        if (isMappingCorrect()) {
            settle();
        }
        return row;
    }

    private StringBuilder collapsed(int edge, int edgeTarget) {
        StringBuilder row = new StringBuilder();
        boolean horizontal = false;
        for (int i = 0; i < mappingSize; i++) {
            int target = mapping[i];
            if (target < 0) {
                row.append(' ');
            } else if (target * 2 == i) {
                row.append('|');
            } else if (target == edgeTarget && i != edge - 1) {
                if (i != target * 2 + 3) {
                    mapping[i] = -1;
                }
                horizontal = true;
                row.append('_');
            } else {
                if (horizontal && i < edge) {
                    mapping[i] = -1;
                }
                row.append('/');
            }
        }
        return row;
    }
}
