package org.thermograd.domain.series;

import java.util.function.IntPredicate;

/** Looking things up in ascending order. The loops over arrays stand alone, since an analysis spends much time in them. */
public final class Ascending {
    private Ascending() {}

    /**
     * Returns the index of the first value that is not below another; their number if there is none.
     *
     * @param ascending values in ascending order
     * @param bound the other value
     */
    public static int firstAtLeast(long[] ascending, long bound) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the same of numbers; none of them may be {@code NaN}. */
    public static int firstAtLeast(double[] ascending, double bound) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns the first index that has a property which all after it have too; the number of them if none has.
     *
     * @param size how many indices there are, from 0
     * @param property false up to some index, and true from there on
     */
    public static int first(int size, IntPredicate property) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (property.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
