package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SampleTableTest {
    @Test
    void keepsRowsThatCameInOrder() {
        SampleTable.Builder builder = SampleTable.builder("a", "b");
        builder.add(1, 10, 100);
        builder.add(2, 20, Double.NaN);

        SampleTable table = builder.build();

        assertThat(table.columns()).containsExactly("a", "b");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.epochMillis()).containsExactly(1, 2);
        assertThat(table.epochMillis(1)).isEqualTo(2);
        assertThat(table.column("b").values()).containsExactly(100, Double.NaN);
        assertThat(builder.outOfOrder()).isZero();
    }

    @Test
    void sortsStablyAndCountsRowsOutOfOrder() {
        SampleTable.Builder builder = SampleTable.builder("v");
        builder.add(5, 1);
        builder.add(3, 2);
        builder.add(5, 3);
        builder.add(4, 4);

        assertThat(builder.outOfOrder()).isEqualTo(2);
        assertThat(builder.build().column("v").values()).containsExactly(2, 4, 1, 3);
    }

    @Test
    void growsPastItsFirstCapacity() {
        SampleTable.Builder builder = SampleTable.builder("v");
        for (int i = 0; i < 1000; i++) {
            builder.add(i, i / 2.0);
        }

        TimeSeries column = builder.build().column("v");

        assertThat(column.size()).isEqualTo(1000);
        assertThat(column.value(999)).isEqualTo(499.5);
        assertThat(column.epochMillis(999)).isEqualTo(999);
    }

    @Test
    void refusesARowOfTheWrongWidth() {
        SampleTable.Builder builder = SampleTable.builder("a", "b");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(1, 2))
                .withMessage("values must have one entry per column, got 1 for [a, b]");
    }

    @Test
    void refusesAColumnThatItDoesNotHave() {
        SampleTable table = SampleTable.builder("a").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column("b"))
                .withMessage("name must be one of [a], got b");
    }

    @Test
    void takesAColumnInPlaceOfOthers() {
        SampleTable.Builder builder = SampleTable.builder("a", "b");
        builder.add(1, 10, 100);
        builder.add(2, 20, 200);
        SampleTable table = builder.build();

        SampleTable changed = table.with("c", new double[] {7, 8}, "b");

        assertThat(changed.columns()).containsExactly("a", "c");
        assertThat(changed.column("c").values()).containsExactly(7, 8);
        assertThat(changed.epochMillis()).containsExactly(1, 2);
        assertThat(table.columns()).containsExactly("a", "b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.with("c", new double[1]))
                .withMessage("values must have one for each of 2 rows, got 1");
    }
}
