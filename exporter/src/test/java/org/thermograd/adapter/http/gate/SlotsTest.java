package org.thermograd.adapter.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final List<String> cutOff = new ArrayList<>();
    private final Slots slots = new Slots(2, 100);

    private Slots.Slot enter(String name) {
        return slots.enter(() -> cutOff.add(name)).orElseThrow();
    }

    @Test
    void refusesANewcomerWhereAllAreWorkedOn() {
        Slots.Slot first = enter("first");
        enter("second");

        assertThat(slots.enter(() -> {})).isEmpty();
        first.leave();
        first.leave();
        assertThat(slots.underWay()).isOne();
        assertThat(slots.enter(() -> {})).isPresent();
        assertThat(cutOff).isEmpty();
    }

    @Test
    void cutsOffWhoWaitedLongestForANewcomer() {
        Slots.Slot first = enter("first");
        Slots.Slot second = enter("second");
        second.await(0);
        first.await(0);
        second.await(10);

        enter("third");
        assertThat(cutOff).containsExactly("second");
        assertThat(second.isGone()).isTrue();
        assertThat(second.work(0)).as("one that was cut off stays so").isFalse();
        second.await(50);
        second.leave();
        assertThat(slots.underWay()).isEqualTo(2);
        assertThat(first.isGone()).isFalse();
    }

    @Test
    void cutsOffWhoWaitedLongestForBytes() {
        Slots.Slot first = enter("first");
        first.await(60);
        Slots.Slot second = enter("second");
        second.await(30);
        assertThat(cutOff).isEmpty();

        second.await(41);
        assertThat(cutOff).containsExactly("first");
        second.await(1000);
        assertThat(second.isGone()).as("alone it has what it needs").isFalse();
    }

    @Test
    void worksOnLargeBodiesOneAfterAnother() {
        Slots.Slot first = enter("first");
        assertThat(first.work(1000)).as("alone").isTrue();
        Slots.Slot second = enter("second");
        second.await(50);

        assertThat(second.work(50)).isFalse();
        first.await(10);
        assertThat(second.work(50)).isTrue();
        assertThat(first.work(50)).isTrue();
        assertThat(first.work(51)).as("instead of what it had").isFalse();
        second.leave();
        assertThat(first.work(51)).isTrue();
        assertThat(cutOff).isEmpty();
    }
}
