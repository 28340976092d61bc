package io.github.orrery.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nu.validator.client.EmbeddedValidator;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The checker of validator.w3.org. For one thread. */
public final class HtmlValidator implements ErrorHandler {
    private final List<String> errors = new ArrayList<>();
    private final SimpleDocumentValidator validator = new SimpleDocumentValidator(true, false, false);

    public HtmlValidator() throws Exception {
        validator.setUpMainSchema(EmbeddedValidator.SCHEMA_URL, this);
        validator.setUpValidatorAndParsers(this, true, false);
    }

    /** All pages of a site, sorted. */
    public static List<Path> pages(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    /** What is wrong with a page, a line for each error. */
    public List<String> errors(Path page) throws IOException, SAXException {
        errors.clear();
        validator.checkHtmlFile(page.toFile(), true);
        return List.copyOf(errors);
    }

    @Override
    public void warning(SAXParseException warning) {
        // It does not know that a page of a file: address may load what lies beside it.
    }

    @Override
    public void error(SAXParseException error) {
        errors.add(error.getSystemId() + ":" + error.getLineNumber() + ":" + error.getColumnNumber() + ": "
                + error.getMessage());
    }

    @Override
    public void fatalError(SAXParseException error) {
        error(error);
    }
}
