package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;

class TallyTest {
    @Test
    void countsEachRuleWithItsFirstPlace() {
        TallyBuilder builder = new TallyBuilder();
        builder.count(SkipRule.ROW_TOO_SHORT, Place.line(9));
        builder.count(SkipRule.ROW_TOO_SHORT, Place.line(7));
        builder.count(SkipRule.ROW_TOO_SHORT, Place.line(8));
        builder.count(SkipRule.UNREADABLE_VALUE, Place.line(3));
        builder.count(SkipRule.BLANK_LINE, Place.line(2));

        Tally tally = builder.build(5);

        assertThat(tally.used()).isEqualTo(5);
        assertThat(tally.count(SkipRule.ROW_TOO_SHORT)).isEqualTo(3);
        assertThat(tally.first(SkipRule.ROW_TOO_SHORT)).contains(Place.line(7));
        assertThat(tally.count(SkipRule.ROW_TOO_LONG)).isZero();
        assertThat(tally.first(SkipRule.ROW_TOO_LONG)).isEmpty();
        assertThat(tally.dropped()).isEqualTo(4);
        assertThat(tally.summary())
                .isEqualTo("3 x row shorter than the header (first at line 7), 1 x blank line (first at line 2), "
                        + "1 x value that cannot be read, taken as not known (first at line 3)");
    }

    @Test
    void isEmptyInWordsWhereNothingWasMet() {
        assertThat(new Tally(1, Map.of()).summary()).isEmpty();
        assertThat(new Tally(1, Map.of()).dropped()).isZero();
    }

    @Test
    void doesNotChangeWithTheBuilderOrThroughItsMap() {
        TallyBuilder builder = new TallyBuilder();
        Tally tally = builder.build(0);
        builder.count(SkipRule.BLANK_LINE, Place.line(1));

        assertThat(tally.counts()).isEmpty();
        assertThatThrownBy(() -> tally.counts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesNumbersThatAreNoCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tally(-1, Map.of()))
                .withMessage("used must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tally.Count(0, Place.line(1), Optional.empty()))
                .withMessage("count must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Place.line(0))
                .withMessage("number must be at least 1, got 0");
    }

    @Test
    void describesEachRuleInWordsOfItsOwn() {
        assertThat(Arrays.stream(SkipRule.values()).map(SkipRule::description))
                .doesNotHaveDuplicates()
                .allSatisfy(text ->
                        assertThat(text).isNotBlank().matches("\\p{Print}+").doesNotEndWith("."));
    }

    @Test
    void namesAPlaceInWords() {
        assertThat(Place.line(3)).hasToString("line 3");
        assertThat(new Place(Place.Unit.ENTRY, 4)).hasToString("entry 4");
    }
}
