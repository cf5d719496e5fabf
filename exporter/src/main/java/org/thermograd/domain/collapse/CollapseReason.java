package org.thermograd.domain.collapse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.thermograd.domain.event.CollapseKind;

/**
 * Why a device counts as collapsed. The reasons of drivers and of the kernel are given in the words that
 * {@code docs/reasons.md} lists; only those of {@link #isHeat()} are heat.
 */
public enum CollapseReason {
    /** The hardware holds the clocks back for heat. */
    HW_THERMAL(CollapseKind.CONFIRMED),
    /** The driver holds the clocks back for heat. */
    SW_THERMAL(CollapseKind.CONFIRMED),
    /** A power brake holds the clocks back: the power supply, or whoever asserts its signal, asked for it. */
    POWER_BRAKE(CollapseKind.CONFIRMED),
    /** Hardware slowdown, reason not given: the hardware holds the clocks back and nothing tells what for. */
    HW_SLOWDOWN(CollapseKind.CONFIRMED),
    /** The kernel counted throttling of processors for heat. */
    CPU_THERMAL(CollapseKind.CONFIRMED),
    /**
     * Under load the clock is far below the highest of the device, whose driver gives no reasons. Never called heat: a hard
     * limit of power looks the same.
     */
    LOW_CLOCK(CollapseKind.CONFIRMED),
    /** The efficiency index dropped under load and heating: an efficiency drop while heating, not throttling. */
    EFFICIENCY(CollapseKind.INFERRED),
    /** The monitor that made a recording flagged it. */
    RECORDED(CollapseKind.RECORDED);

    /** What a driver gives for a device that idles. */
    private static final String IDLE = "idle";

    /** What a driver gives for clocks that nobody would call held back. */
    private static final Set<String> HARMLESS = Set.of(IDLE, "app_clocks", "sync_boost", "display_clocks");

    /** What a driver gives where clocks keep the power limit; it holds a device back, and is no collapse. */
    private static final String POWER_CAP = "sw_power_cap";

    /** What explains a hardware slowdown that is given beside it. */
    private static final Set<String> EXPLAINING = Set.of(HW_THERMAL.id(), POWER_BRAKE.id());

    private static final Set<String> HEAT = Arrays.stream(values())
            .filter(CollapseReason::isHeat)
            .map(CollapseReason::id)
            .collect(Collectors.toUnmodifiableSet());

    private final CollapseKind kind;

    CollapseReason(CollapseKind kind) {
        this.kind = kind;
    }

    /**
     * Returns whether a driver holds a device back for one of the reasons that it gives for its clocks at the same time. It
     * does for none while it gives {@code idle}, nor for a setting of clocks; for a hardware slowdown it does only where
     * neither heat nor a power brake explains that.
     *
     * @param reason one reason, given or not
     * @param given all that it gives
     */
    public static boolean holdsBack(String reason, Set<String> given) {
        return given.contains(reason)
                && !given.contains(IDLE)
                && !HARMLESS.contains(reason)
                && !(reason.equals(HW_SLOWDOWN.id()) && given.stream().anyMatch(EXPLAINING::contains));
    }

    /** Returns those of the reasons that a driver gives at the same time for which it holds a device back, in order. */
    public static SortedSet<String> holdingBack(Set<String> given) {
        return given.stream().filter(reason -> holdsBack(reason, given)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns whether it is one of the words for what drivers and the kernel give, which {@code docs/reasons.md} lists. */
    public static boolean isWord(String reason) {
        return HARMLESS.contains(reason)
                || reason.equals(POWER_CAP)
                || idsOf(CollapseKind.CONFIRMED).contains(reason);
    }

    /**
     * Returns a reason for people: its label, but for a hardware slowdown, which says that its reason was not given.
     *
     * @param reason any label {@code reason}
     */
    public static String inWords(String reason) {
        return reason.equals(HW_SLOWDOWN.id()) ? "hardware slowdown, reason not given" : reason;
    }

    /** Returns the values of the label {@code reason} of a kind of collapses. */
    public static Set<String> idsOf(CollapseKind kind) {
        return Arrays.stream(values())
                .filter(reason -> reason.kind() == kind)
                .map(CollapseReason::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a reason of a driver or of the kernel is about heat. */
    public static boolean isAboutHeat(String reason) {
        return HEAT.contains(reason);
    }

    /** Returns whether it is about heat. */
    public boolean isHeat() {
        return this == HW_THERMAL || this == SW_THERMAL || this == CPU_THERMAL;
    }

    /** Returns the value of the label {@code reason}, such as {@code hw_thermal}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the reason with an {@link #id}. */
    static CollapseReason of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Returns where it comes from. */
    public CollapseKind kind() {
        return kind;
    }
}
