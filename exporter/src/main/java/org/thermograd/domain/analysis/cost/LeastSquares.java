package org.thermograd.domain.analysis.cost;

/** Linear least squares of few columns by the modified Gram–Schmidt process (Björck, BIT 7, 1967). */
public final class LeastSquares {
    /** A column that the ones before it explain but for this share has the coefficient 0. */
    private static final double DEPENDENT = 1e-12;

    private LeastSquares() {}

    /**
     * Returns the coefficients that bring the sum of the columns closest to a result.
     *
     * @param columns at least one, each as long as the result
     * @return one for each column
     */
    public static double[] fit(double[][] columns, double[] result) {
        int count = columns.length;
        double[][] left = new double[count][];
        for (int k = 0; k < count; k++) {
            left[k] = columns[k].clone();
        }
        double[] rest = result.clone();
        double[][] upper = new double[count][count];
        double[] right = new double[count];
        for (int k = 0; k < count; k++) {
            double square = dot(left[k], left[k]);
            double whole = dot(columns[k], columns[k]);
            if (square > DEPENDENT * DEPENDENT * whole) {
                upper[k][k] = 1;
                for (int j = k + 1; j < count; j++) {
                    upper[k][j] = takeOut(left[k], square, left[j]);
                }
                right[k] = takeOut(left[k], square, rest);
            }
        }
        for (int k = count - 1; k >= 0; k--) {
            for (int j = k + 1; j < count; j++) {
                right[k] -= upper[k][j] * right[j];
            }
        }
        return right;
    }

    /** Takes the part along a direction out of values, and returns how long it was in units of the direction. */
    private static double takeOut(double[] direction, double square, double[] values) {
        double part = dot(direction, values) / square;
        for (int i = 0; i < values.length; i++) {
            values[i] -= part * direction[i];
        }
        return part;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
