package io.github.orrery.render.view;

import java.util.List;

/**
 * Which package in which version clusters of each DC/OS version install, for {@code clusters.ftlh}.
 *
 * @param dcos the DC/OS versions, oldest first: the columns
 * @param losses what older forms of an index leave out, each as what packages lose it
 * @param rows a line for each package, by name
 */
public record ClustersView(PageFrame frame, List<String> dcos, List<LossView> losses, List<Row> rows) {
    /**
     * What something older leaves out of some packages.
     *
     * @param mark its name on this page, a number from 1
     * @param text what is left out, in words
     * @param packages how many packages lose it
     */
    public record LossView(String mark, String text, String packages) {}

    /** A package, with cells that together span all columns. */
    public record Row(LinkView name, List<Cell> cells) {}

    /**
     * Neighbouring DC/OS versions that get the same.
     *
     * @param span how many
     * @param installs the revision; its text is empty where they see nothing
     * @param loss the mark of what they lose; empty for nothing
     */
    public record Cell(int span, LinkView installs, String loss) {}
}
