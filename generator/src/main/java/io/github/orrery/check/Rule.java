package io.github.orrery.check;

import io.github.orrery.problem.Severity;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every rule whose breach is a problem, those of reading included, in the order of {@code docs/checks.md}, which is
 * made of this list. Ids are public: they stand in printed problems, in reports and in baselines.
 */
public enum Rule {
    REPOSITORY_FORMAT(
            Group.TREE,
            "repository-format",
            Severity.ERROR,
            "The generation of the repository and its packages contradict each other, or meta/version.json cannot be read.",
            "The generation decides how every file is read.",
            By.SAFETY,
            "Correct meta/version.json, or remove it from a 3.x repository."),
    BASELINE_FORMAT(
            Group.TREE,
            "baseline-format",
            Severity.ERROR,
            "The file .orrery-baseline.json is not what check --write-baseline writes.",
            "It is not known which warnings are accepted.",
            By.SAFETY,
            "Write it again, or remove it."),
    LETTER_DIRECTORY(
            Group.TREE,
            "letter-directory",
            Severity.ERROR,
            "A directory below packages/ is not one letter A to Z.",
            "Clients find a package by its letter.",
            "the original validator",
            "Rename the directory to the upper-case first letter of its packages."),
    STRAY_FILE(
            Group.TREE,
            "stray-file",
            Severity.ERROR,
            "A file stands where only directories belong, or a name is not printable ASCII.",
            "The original tools stop at such files.",
            "the original generator",
            "Move the file out of packages/, or into a revision."),
    STRAY_DIRECTORY(
            Group.TREE,
            "stray-directory",
            Severity.ERROR,
            "Directories are nested very deeply within a revision.",
            "A revision holds files only.",
            By.SAFETY,
            "Remove the directories."),
    EMPTY_DIRECTORY(
            Group.TREE,
            "empty-directory",
            Severity.WARNING,
            "packages/, a letter or a package directory is empty.",
            "It publishes nothing.",
            By.NOBODY,
            "Remove the directory, or add what is missing."),
    DOT_FILE(
            Group.TREE,
            "dot-file",
            Severity.WARNING,
            "A file whose name begins with a dot.",
            "It is ignored and never published.",
            "the original generator",
            "Remove the file."),
    NOT_A_REGULAR_FILE(
            Group.TREE,
            "not-a-regular-file",
            Severity.ERROR,
            "A symbolic link, a pipe, a socket or a device.",
            "What it stands for may lie outside the repository or never end.",
            By.SAFETY,
            "Put a regular file in its place."),
    UNREADABLE_FILE(
            Group.TREE,
            "unreadable-file",
            Severity.ERROR,
            "A file or directory that may not be read.",
            "Its content is unknown.",
            By.SAFETY,
            "Give it read permission."),
    FILE_TOO_BIG(
            Group.TREE,
            "file-too-big",
            Severity.ERROR,
            "A file of more than 2 MiB.",
            "Every cluster fetches it each minute; the largest real file has 150 KB.",
            By.SAFETY,
            "Move the content to an asset."),
    UNKNOWN_FILE(
            Group.TREE,
            "unknown-file",
            Severity.WARNING,
            "A file that the packaging version does not know.",
            "It is ignored.",
            By.NOBODY,
            "Remove the file, or correct its name."),
    PACKAGE_JSON_MISSING(
            Group.TREE,
            "package-json-missing",
            Severity.ERROR,
            "A revision without package.json.",
            "Nothing is known of it.",
            By.FORMAT,
            "Add package.json, or remove the directory."),
    REVISION_NUMBER(
            Group.TREE,
            "revision-number",
            Severity.ERROR,
            "The directory of a revision is not a whole number such as 0 or 12.",
            "The number orders the revisions of a package.",
            "the original generator",
            "Rename the directory: no sign, no leading zeros."),
    PACKAGE_NAME(
            Group.TREE,
            "package-name",
            Severity.ERROR,
            "A package name that the format does not allow. In 1.x and 2.x repositories a warning, as long as it is safe as part of a path.",
            "The name becomes part of addresses and of app ids.",
            By.FORMAT,
            "Use lower-case letters, digits and hyphens, a letter first, no hyphen last, 2 to 64 characters."),
    PACKAGE_LETTER(
            Group.TREE,
            "package-letter",
            Severity.ERROR,
            "A package stands under another letter than its own.",
            "Clients look for it under the upper-case first letter of its name.",
            "the original generator",
            "Move the package directory."),
    PACKAGE_NAME_DIRECTORY(
            Group.TREE,
            "package-name-directory",
            Severity.ERROR,
            "The name in package.json is not the name of the directory.",
            "Clients look for the directory by the name.",
            "the original validator",
            "Make the two equal."),
    PACKAGE_NAME_RESERVED(
            Group.TREE,
            "package-name-reserved",
            Severity.WARNING,
            "A package name that Windows keeps for a device, such as con.",
            "The published site cannot be copied to such a machine.",
            By.NOBODY,
            "Choose another name."),
    SIMILAR_NAME(
            Group.TREE,
            "similar-name",
            Severity.WARNING,
            "Two packages of different maintainers have names that differ in one character.",
            "People install the wrong one.",
            By.NOBODY,
            "Choose a name that nobody mistakes."),
    JSON_SYNTAX(
            Group.JSON,
            "json-syntax",
            Severity.ERROR,
            "A file is not JSON as RFC 8259 defines it.",
            "Clients refuse it.",
            By.PACKAGE_MANAGER,
            "Correct the text at the position given."),
    JSON_ENCODING(
            Group.JSON,
            "json-encoding",
            Severity.ERROR,
            "A file is not UTF-8, begins with a byte-order mark, or holds half of a surrogate pair.",
            "Clients refuse it.",
            By.PACKAGE_MANAGER,
            "Save the file as UTF-8 without a byte-order mark."),
    JSON_LIMIT(
            Group.JSON,
            "json-limit",
            Severity.ERROR,
            "A file is nested more than 64 deep, or holds a number of more than 64 characters or beyond the range of a double.",
            "Reading it would take time and memory without bound; real files stay far below.",
            By.SAFETY,
            "Make the value smaller."),
    NOT_AN_OBJECT(
            Group.JSON,
            "not-an-object",
            Severity.ERROR,
            "A file whose top level is no object.",
            "There is nothing in it to read by name.",
            By.FORMAT,
            "Put the members between { and }."),
    DUPLICATE_KEY(
            Group.JSON,
            "duplicate-key",
            Severity.WARNING,
            "A key occurs more than once in an object. In 1.x and 2.x repositories an error.",
            "The last value counts, which is rarely what a reader sees.",
            "the checks of 1.x and 2.x",
            "Remove all but one."),
    NON_ASCII(
            Group.JSON,
            "non-ascii",
            Severity.ERROR,
            "A text holds a character outside printable ASCII, or an escape of one. A warning with --allow-non-ascii; 3.x repositories only.",
            "Package managers before 2019 read files as ASCII.",
            "the original validator; old package managers",
            "Use ASCII, or accept it with --allow-non-ascii: what is published is ASCII always."),
    HIDDEN_CHARACTER(
            Group.JSON,
            "hidden-character",
            Severity.WARNING,
            "A text holds control, zero-width or direction-changing characters.",
            "It reads other than it is.",
            By.NOBODY,
            "Remove the character."),
    PACKAGING_VERSION(
            Group.PACKAGE,
            "packaging-version",
            Severity.ERROR,
            "packagingVersion is missing or none that exists.",
            "It decides what the other files may hold.",
            By.PACKAGE_MANAGER,
            "Use \"2.0\", \"3.0\", \"4.0\" or \"5.0\"."),
    PACKAGE_SCHEMA(
            Group.PACKAGE,
            "package-schema",
            Severity.ERROR,
            "A member of package.json is missing, unknown, null or not of the right form.",
            "The index schema and the package manager refuse it.",
            By.PACKAGE_MANAGER,
            "Follow the message; repo/meta/schema/package-schema.json describes each member."),
    REMOVED_MEMBER(
            Group.PACKAGE,
            "removed-member",
            Severity.WARNING,
            "A member that packaging version 2.0 does not have, in a 2.x repository.",
            "It is left out; zips of the original tools carry such members.",
            By.NOBODY,
            "Remove the member."),
    MINIMUM_RANGE(
            Group.PACKAGE,
            "minimum-range",
            Severity.ERROR,
            "minDcosReleaseVersion holds a number above 2147483647, or more than 16 numbers.",
            "The package manager keeps each number in 32 bits.",
            By.PACKAGE_MANAGER,
            "Use a real version, or 999 to withdraw the revision."),
    LAST_UPDATED(
            Group.PACKAGE,
            "last-updated",
            Severity.ERROR,
            "lastUpdated is not a whole number of 64 bits.",
            "The package manager keeps it so.",
            By.PACKAGE_MANAGER,
            "State whole seconds since 1970-01-01T00:00:00Z."),
    LICENCE_URL(
            Group.PACKAGE,
            "licence-url",
            Severity.ERROR,
            "The address of a licence cannot be parsed: no host, a port that is no number, a broken % escape.",
            "The package manager parses it when it reads the index.",
            By.PACKAGE_MANAGER,
            "Correct the address."),
    LICENCE_MISSING(
            Group.PACKAGE,
            "licence-missing",
            Severity.WARNING,
            "No licence is stated.",
            "People cannot tell what they may do with the software.",
            By.NOBODY,
            "Add \"licenses\" with name and address of each."),
    VERSION_CHARACTERS(
            Group.PACKAGE,
            "version-characters",
            Severity.WARNING,
            "The version of a 2.0 package is no safe part of a path: at most 64 letters, digits, dots and hyphens.",
            "No bundle can be made of it, and newer packaging versions refuse it.",
            By.NOBODY,
            "Use letters, digits, dots and hyphens only."),
    DUPLICATE_VERSION(
            Group.PACKAGE,
            "duplicate-version",
            Severity.WARNING,
            "Several revisions of a package have the same version.",
            "The newest of them hides the others; nobody can install those.",
            By.NOBODY,
            "Give each revision a version of its own."),
    PACKAGING_5_MINIMUM(
            Group.PACKAGE,
            "packaging-5-minimum",
            Severity.ERROR,
            "A revision of packaging version 5.0 is visible to clusters before 1.12.",
            "They cannot read it and drop the whole repository.",
            "package managers before 1.12",
            "Set minDcosReleaseVersion to \"1.12\" or newer."),
    MINIMUM_TRAILING_ZERO(
            Group.PACKAGE,
            "minimum-trailing-zero",
            Severity.WARNING,
            "minDcosReleaseVersion ends in a zero that keeps the revision out of its own index: 1.9.0 is above 1.9.",
            "Indexes compare number by number, and a longer version is the greater one.",
            By.NOBODY,
            "Leave the last .0 away."),
    UPGRADE_TARGET(
            Group.PACKAGE,
            "upgrade-target",
            Severity.WARNING,
            "upgradesFrom or downgradesTo names a version that no revision has.",
            "Nobody is ever offered that upgrade.",
            By.NOBODY,
            "Correct or remove the version."),
    UPGRADE_CYCLE(
            Group.PACKAGE,
            "upgrade-cycle",
            Severity.WARNING,
            "Versions upgrade each other in a circle.",
            "A cluster would offer upgrades for ever.",
            By.NOBODY,
            "Upgrade from older to newer only; use downgradesTo for the way back."),
    UPGRADE_LIST_LENGTH(
            Group.PACKAGE,
            "upgrade-list-length",
            Severity.WARNING,
            "upgradesFrom or downgradesTo names more than 1000 versions.",
            "Every cluster fetches the list each minute.",
            By.NOBODY,
            "Name fewer versions, or * for all."),
    MANAGER_UNKNOWN(
            Group.PACKAGE,
            "manager-unknown",
            Severity.WARNING,
            "The manager of a package is no package of the repository.",
            "The package cannot be installed unless another repository brings the manager.",
            By.NOBODY,
            "Add the manager, or correct its name."),
    DEPENDENCY_CYCLE(
            Group.PACKAGE,
            "dependency-cycle",
            Severity.ERROR,
            "Packages of a 1.x repository depend on each other in a circle.",
            "None of them can be installed first.",
            "the checks of 1.x",
            "Remove one of the dependencies."),
    TEXT_HTML(
            Group.PACKAGE,
            "text-html",
            Severity.WARNING,
            "A description or a note holds HTML.",
            "Texts are Markdown; HTML is shown as it stands.",
            By.NOBODY,
            "Use Markdown."),
    TEXT_LINK(
            Group.PACKAGE,
            "text-link",
            Severity.WARNING,
            "A description or a note links to something that runs or reads files, such as javascript: or data:.",
            "It becomes no link.",
            By.NOBODY,
            "Link to an http or https address."),
    TEXT_LENGTH(
            Group.PACKAGE,
            "text-length",
            Severity.WARNING,
            "A description or a note has more than 65,536 characters.",
            "It is shown as plain text.",
            By.NOBODY,
            "Link to a page in place of it."),
    RESOURCE_SCHEMA(
            Group.RESOURCE,
            "resource-schema",
            Severity.ERROR,
            "A member of resource.json is missing, unknown, null or not of the right form.",
            "The index schema and the package manager refuse it.",
            By.PACKAGE_MANAGER,
            "Follow the message; the schemas v2-resource-schema.json and v3-resource-schema.json describe each member."),
    ICON_MISSING(
            Group.RESOURCE,
            "icon-missing",
            Severity.WARNING,
            "A package that runs an app lacks one of its three icons.",
            "Catalogues show a placeholder.",
            By.NOBODY,
            "Name icon-small, icon-medium and icon-large."),
    ADDRESS(
            Group.RESOURCE,
            "address",
            Severity.WARNING,
            "An address is not http or https. A data: picture is fine as an image.",
            "It is shown as text, never as a link, and cannot be fetched.",
            By.NOBODY,
            "Use an http or https address."),
    ADDRESS_USERINFO(
            Group.RESOURCE,
            "address-userinfo",
            Severity.WARNING,
            "An address carries a user name or a password.",
            "Everything in a package is public.",
            By.NOBODY,
            "Remove it, and change the password."),
    CONTENT_HASH(
            Group.RESOURCE,
            "content-hash",
            Severity.WARNING,
            "A SHA-256 of a command line plug-in is not 64 hexadecimal digits in lower case.",
            "The plug-in cannot be verified.",
            "the dcos command line",
            "Write what sha256sum prints."),
    CLI_WITHOUT_COMMAND(
            Group.RESOURCE,
            "cli-without-command",
            Severity.ERROR,
            "A revision with command line plug-ins is visible to clusters before 1.8, which do not know them, and has no command.json.",
            "Those clusters would lose the plug-in.",
            "the original validator",
            "Set minDcosReleaseVersion to \"1.8\" or newer, or add a command.json."),
    COMMAND_SCHEMA(
            Group.RESOURCE,
            "command-schema",
            Severity.ERROR,
            "command.json is not an object with the one member pip, a list of strings.",
            "The index schema and the package manager refuse it.",
            By.PACKAGE_MANAGER,
            "Follow the message; repo/meta/schema/command-schema.json describes it."),
    COMMAND_NOT_ALLOWED(
            Group.RESOURCE,
            "command-not-allowed",
            Severity.ERROR,
            "A command.json in packaging version 4.0 or 5.0.",
            "These versions do not have it.",
            "the original validator",
            "Remove it and name binaries under \"cli\" in resource.json."),
    PIP_LINE(
            Group.RESOURCE,
            "pip-line",
            Severity.WARNING,
            "A line for pip that is neither an address nor a package with versions, such as an option.",
            "Options change the whole installation, and can read files.",
            By.NOBODY,
            "Name an address or a package."),
    DOWNGRADE_LOSS(
            Group.RESOURCE,
            "downgrade-loss",
            Severity.WARNING,
            "Old clusters see a revision without something that it says.",
            "Clusters before 1.10 know no upgrades, so their indexes leave them out.",
            By.NOBODY,
            "Raise minDcosReleaseVersion where it matters, or accept it."),
    INDEX_ITEM(
            Group.RESOURCE,
            "index-item",
            Severity.ERROR,
            "What would stand in an index is not what its schema allows.",
            "One such entry makes clusters drop the whole repository.",
            By.PACKAGE_MANAGER,
            "Follow the message."),
    CONFIG_SCHEMA(
            Group.CONFIG,
            "config-schema",
            Severity.ERROR,
            "config.json is no JSON Schema of draft 4.",
            "The package manager validates options with it.",
            "the original validator",
            "Follow the message; repo/meta/schema/config-schema.json describes it."),
    CONFIG_REFERENCE(
            Group.CONFIG,
            "config-reference",
            Severity.WARNING,
            "A $ref leads out of config.json, or to nothing in it.",
            "It is not followed, so options are judged without it; a cluster may fetch it or fail.",
            By.NOBODY,
            "Put the schema under \"definitions\" and refer to #/definitions/..."),
    CONFIG_REFERENCE_LOCAL(
            Group.CONFIG,
            "config-reference-local",
            Severity.ERROR,
            "A $ref names a file or something else of the machine that reads it.",
            "Whoever evaluates it would read files of its own machine.",
            By.SAFETY,
            "Put the schema under \"definitions\" and refer to #/definitions/..."),
    CONFIG_CYCLE(
            Group.CONFIG,
            "config-cycle",
            Severity.ERROR,
            "A $ref leads back to itself without going deeper into the options, or more than 32 follow one another.",
            "Evaluating it does not end.",
            By.SAFETY,
            "Refer to a schema that says something itself."),
    CONFIG_COMPLEXITY(
            Group.CONFIG,
            "config-complexity",
            Severity.ERROR,
            "The schemas multiply beyond 10,000 for one value, or are nested too deeply.",
            "Evaluating them takes time without bound.",
            By.SAFETY,
            "Use fewer alternatives."),
    CONFIG_PATTERN(
            Group.CONFIG,
            "config-pattern",
            Severity.WARNING,
            "A pattern that is no regular expression, uses look-around or back-references, or is too costly to run.",
            "It is not evaluated, so options are judged without it.",
            By.NOBODY,
            "Simplify the pattern: at most 512 characters, 1000 repetitions."),
    OPTIONS_NEEDED(
            Group.CONFIG,
            "options-needed",
            Severity.WARNING,
            "Default options leave out what config.json requires.",
            "The package cannot be installed without options of the user, and is not checked further.",
            "the package manager, at installation",
            "Give the option a default, or leave it so if only the user can know it."),
    DEFAULT_INVALID(
            Group.CONFIG,
            "default-invalid",
            Severity.WARNING,
            "A default does not satisfy its own schema.",
            "The package cannot be installed with default options.",
            "the package manager, at installation",
            "Correct the default or the schema."),
    REQUIRED_BOOLEAN(
            Group.CONFIG,
            "required-boolean",
            Severity.WARNING,
            "A dataSchema of 2014 with \"required\" as a boolean.",
            "It is read as a list of names.",
            By.NOBODY,
            "Use a list of names beside \"properties\"."),
    TEMPLATE_MISSING(
            Group.TEMPLATE,
            "template-missing",
            Severity.ERROR,
            "A 2.0 revision without a template, or with an empty one.",
            "Package managers cannot read such an entry.",
            By.PACKAGE_MANAGER,
            "Add marathon.json.mustache (marathon.json in a 1.x repository)."),
    TEMPLATE_ENCODING(
            Group.TEMPLATE,
            "template-encoding",
            Severity.ERROR,
            "The template is not UTF-8.",
            "Clusters read it as UTF-8.",
            "the original validator",
            "Save the file as UTF-8."),
    TEMPLATE_SYNTAX(
            Group.TEMPLATE,
            "template-syntax",
            Severity.ERROR,
            "The template cannot be parsed: a tag or a section is not closed, or closed wrongly.",
            "No cluster can render it.",
            "the original validator; the package manager, at installation",
            "Correct the tag on the line given."),
    TEMPLATE_PARTIAL(
            Group.TEMPLATE,
            "template-partial",
            Severity.ERROR,
            "The template names another template with `{{>` or `{{<`.",
            "There is none; whoever renders it might read files of its own machine.",
            "the package manager, at installation",
            "Put the text into the template."),
    TEMPLATE_COMPLEXITY(
            Group.TEMPLATE,
            "template-complexity",
            Severity.ERROR,
            "Sections nested more than 32 deep, more than 5000 tags, or more output than is rendered.",
            "Rendering it takes time without bound.",
            By.SAFETY,
            "Simplify the template."),
    TEMPLATE_DELIMITER(
            Group.TEMPLATE,
            "template-delimiter",
            Severity.WARNING,
            "The template changes the delimiters of tags.",
            "Readers overlook what it hides.",
            By.NOBODY,
            "Use `{{` and `}}` throughout."),
    OPTION_UNDEFINED(
            Group.TEMPLATE,
            "option-undefined",
            Severity.WARNING,
            "The template uses an option that config.json does not define.",
            "It renders as nothing unless a user guesses the option.",
            By.NOBODY,
            "Define the option in config.json, or correct its name."),
    TEMPLATE_NOT_AN_APP(
            Group.TEMPLATE,
            "template-not-an-app",
            Severity.WARNING,
            "With default options the template does not render to a JSON object with string labels.",
            "The package cannot be installed with default options.",
            "the package manager, at installation",
            "Correct the template: a comma too many, a quote too few, an option without default."),
    RENDERED_DUPLICATE_KEY(
            Group.TEMPLATE,
            "rendered-duplicate-key",
            Severity.WARNING,
            "The template renders to an object that holds a key twice.",
            "The last value counts, which is rarely what a reader sees.",
            By.NOBODY,
            "Remove all but one."),
    PAGE_TEMPLATE(
            Group.PAGES,
            "page-template",
            Severity.ERROR,
            "A template of pages, given with `--templates`, is broken.",
            "A page would be missing from the catalogue.",
            By.SAFETY,
            "Mend the template at that place; `templates/README.md` says what it sees."),
    ICON_NOT_LOCAL(
            Group.PAGES,
            "icon-not-local",
            Severity.WARNING,
            "An icon that `build --local-icons` could not get, or that is no small PNG, JPEG or WebP image.",
            "The catalogue shows a letter in its place.",
            By.NOBODY,
            "Name an https address that answers with a PNG or JPEG image.");

    /** What a rule is about: a section of the documentation. */
    public enum Group {
        TREE("The tree"),
        JSON("JSON"),
        PACKAGE("package.json"),
        RESOURCE("resource.json and command.json"),
        CONFIG("config.json"),
        TEMPLATE("The template"),
        PAGES("Pages");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Who refuses what breaks a rule, in words that several rules share. */
    private static final class By {
        static final String PACKAGE_MANAGER = "the package manager of every cluster: it drops the whole repository";
        static final String FORMAT = "the package format";
        static final String SAFETY = "Orrery: it cannot be read, shown or made safely";
        static final String NOBODY = "nobody";

        private By() {}
    }

    private final Group group;
    private final String id;
    private final Severity severity;
    private final String what;
    private final String why;
    private final String refusedBy;
    private final String mend;

    Rule(Group group, String id, Severity severity, String what, String why, String refusedBy, String mend) {
        this.group = group;
        this.id = id;
        this.severity = severity;
        this.what = what;
        this.why = why;
        this.refusedBy = refusedBy;
        this.mend = mend;
    }

    public static Optional<Rule> byId(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    public Group group() {
        return group;
    }

    /** As it stands in square brackets after a message, e.g. {@code package-name-directory}. */
    public String id() {
        return id;
    }

    /** How much a breach matters in a 3.x repository; {@link #what} says where it is otherwise. */
    public Severity severity() {
        return severity;
    }

    /** What breaks the rule. */
    public String what() {
        return what;
    }

    /** Why it matters. */
    public String why() {
        return why;
    }

    /** Who refuses it. */
    public String refusedBy() {
        return refusedBy;
    }

    /** How to mend it. */
    public String mend() {
        return mend;
    }
}
