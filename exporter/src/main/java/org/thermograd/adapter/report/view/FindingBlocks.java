package org.thermograd.adapter.report.view;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.analysis.report.Report;

/** What the events tell beside the verdict, as blocks for people. */
public final class FindingBlocks {
    private FindingBlocks() {}

    public static List<Block> of(Report report) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(PredictionBlock.of(report));
        blocks.add(PlaceboBlock.of(report));
        ScanBlock.of(report).ifPresent(blocks::add);
        return blocks;
    }
}
