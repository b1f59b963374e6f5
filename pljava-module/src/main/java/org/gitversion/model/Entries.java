package org.gitversion.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A few entries by name, in the order of the names. Immutable, and a fourth of what a tree takes: a
 * large schema has hundreds of thousands of them.
 *
 * @param <V> the type of the values
 */
final class Entries<V> extends AbstractMap<String, V> implements SortedMap<String, V> {
    private static final Entries<?> NONE = new Entries<>(new Object[0]);

    /** Names and values in turns. */
    private final Object[] pairs;

    private Entries(Object[] pairs) {
        this.pairs = pairs;
    }

    /** Copies a map. */
    @SuppressWarnings("unchecked")
    static <V> Entries<V> of(Map<String, V> map) {
        if (map instanceof Entries) {
            return (Entries<V>) map;
        }
        if (map.isEmpty()) {
            return (Entries<V>) NONE;
        }
        boolean isSorted = map instanceof TreeMap && ((TreeMap<?, ?>) map).comparator() == null;
        Object[] pairs = new Object[2 * map.size()];
        int at = 0;
        for (Entry<String, V> entry : (isSorted ? map : new TreeMap<>(map)).entrySet()) {
            pairs[at++] = entry.getKey();
            pairs[at++] = entry.getValue();
        }
        return new Entries<>(pairs);
    }

    private int find(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private String key(int at) {
        return (String) pairs[at];
    }

    @SuppressWarnings("unchecked")
    private V value(int at) {
        return (V) pairs[at];
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : value(at + 1);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public SortedMap<String, V> subMap(String from, String to) {
        return new TreeMap<>(this).subMap(from, to);
    }

    @Override
    public SortedMap<String, V> headMap(String to) {
        return new TreeMap<>(this).headMap(to);
    }

    @Override
    public SortedMap<String, V> tailMap(String from) {
        return new TreeMap<>(this).tailMap(from);
    }

    @Override
    public String firstKey() {
        return end(0);
    }

    @Override
    public String lastKey() {
        return end(pairs.length - 2);
    }

    private String end(int at) {
        if (pairs.length == 0) {
            throw new NoSuchElementException();
        }
        return key(at);
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<Entry<String, V>>() {
            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Iterating();
            }

            @Override
            public int size() {
                return Entries.this.size();
            }
        };
    }

    private final class Iterating implements Iterator<Entry<String, V>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Entry<String, V> next() {
            if (at >= pairs.length) {
                throw new NoSuchElementException();
            }
            at += 2;
            return new SimpleImmutableEntry<>(key(at - 2), value(at - 1));
        }
    }
}
