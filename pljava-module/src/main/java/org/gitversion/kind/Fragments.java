package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Fragment;
import org.gitversion.canonical.Fragment.Form;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What each slot is in the statements that are made of it. A document is data: before anything is
 * built of one, whoever stored it, each of its texts must be what its slot says and nothing more.
 */
public final class Fragments {
    private Fragments() {}

    /**
     * Tells what a slot is in a statement.
     *
     * @param kind the kind of object
     * @param slot one of its slots
     * @return its form, of each item where it holds items; null when nobody said
     */
    public static @Nullable Form form(Kind kind, String slot) {
        Form special = special(kind.name() + "." + slot);
        return special == null ? general(slot) : special;
    }

    private static @Nullable Form special(String slot) {
        switch (slot) {
            case "conversion.default":
            case "operator_class.default":
            case "trigger.arguments":
                return Form.QUOTED;
            case "base_type.default":
            case "cast.method":
            case "column.not_null":
            case "domain.not_null":
            case "function.arguments":
            case "operator_class.storage":
            case "procedure.arguments":
            case "statistics.table":
                return Form.ITEM;
            case "aggregate.arguments":
            case "statistics.columns":
            case "text_search_dictionary.options":
                return Form.LIST;
            case "rule.definition":
                return Form.RULE;
            case "function.rows":
                return Form.WORDS;
            case "foreign_table.foreign_options":
            case "column.foreign_options":
                return Form.PAIR;
            default:
                return null;
        }
    }

    private static @Nullable Form general(String slot) {
        switch (slot) {
            case "access_method":
            case "attached_to":
            case "attributes":
            case "binary":
            case "body":
            case "columns":
            case "comment":
            case "constraint":
            case "constructor":
            case "cycle":
            case "destination":
            case "enforced":
            case "force_row_security":
            case "foreign_columns":
            case "hypothetical":
            case "include":
            case "index_comment":
            case "inherited":
            case "inherits":
            case "labels":
            case "language":
            case "leakproof":
            case "method":
            case "multirange":
            case "multirange_constructor":
            case "new_table":
            case "no_inherit":
            case "not_null":
            case "nulls_not_distinct":
            case "old_table":
            case "on_delete_columns":
            case "order":
            case "owned_by":
            case "persistence":
            case "period":
            case "row_security":
            case "rows":
            case "security_definer":
            case "server":
            case "source":
            case "strict":
            case "symbol":
            case "table":
            case "tablespace":
            case "unique":
            case "validated":
            case "virtual":
            case "window":
                return Form.QUOTED;
            case "cache":
            case "check_option":
            case "command":
            case "compression":
            case "context":
            case "cost":
            case "deferrable":
            case "enabled":
            case "event":
            case "events":
            case "identity":
            case "increment":
            case "kinds":
            case "level":
            case "match":
            case "maximum":
            case "minimum":
            case "on_delete":
            case "on_update":
            case "parallel":
            case "permissive":
            case "start_with":
            case "storage":
            case "target":
            case "timing":
            case "volatility":
                return Form.WORDS;
            case "check":
            case "default":
            case "defaults":
            case "expression":
            case "generated":
            case "predicate":
            case "using":
            case "when":
                return Form.EXPRESSION;
            case "definition":
                return Form.QUERY;
            case "mappings":
            case "result":
                return Form.LIST;
            case "options":
            case "toast_options":
                return Form.OPTION;
            case "part_comments":
            case "security_labels":
            case "trigger_comments":
                return Form.KEYED;
            case "settings":
                return Form.PAIR;
            case "sql_body":
                return Form.BODY;
            default:
                return item(slot);
        }
    }

    private static @Nullable Form item(String slot) {
        switch (slot) {
            case "alignment":
            case "analyze":
            case "canonical":
            case "category":
            case "clustered_on":
            case "collatable":
            case "collation":
            case "commutator":
            case "delimiter":
            case "deterministic":
            case "element":
            case "end":
            case "exclusion":
            case "extensions":
            case "family":
            case "from":
            case "function":
            case "gettoken":
            case "grants":
            case "hashes":
            case "headline":
            case "identity_sequence":
            case "init":
            case "input":
            case "internallength":
            case "join":
            case "keys":
            case "lc_collate":
            case "lc_ctype":
            case "lexize":
            case "lextypes":
            case "locale":
            case "members":
            case "merges":
            case "negator":
            case "of_type":
            case "opclass":
            case "output":
            case "parser":
            case "part_privileges":
            case "partition_bound":
            case "partition_key":
            case "parts":
            case "passedbyvalue":
            case "preferred":
            case "privileges":
            case "provider":
            case "receive":
            case "references":
            case "replica_identity":
            case "restrict":
            case "roles":
            case "rules":
            case "send":
            case "sequence_privileges":
            case "start":
            case "statistics":
            case "subscript":
            case "subtype":
            case "subtype_diff":
            case "support":
            case "template":
            case "transforms":
            case "trigger_states":
            case "type":
            case "typmod_in":
            case "typmod_out":
                return Form.ITEM;
            default:
                return null;
        }
    }

    /**
     * Refuses an object that no commit of a live schema can have stored.
     *
     * @param node the object
     * @return the values, conditions and queries of it, which PostgreSQL has still to parse
     * @throws GitVersionException FORGED_DOCUMENT naming path and slot
     */
    public static List<String> check(Node node) {
        checkPath(node);
        List<String> expressions = new ArrayList<>(0);
        for (String name : node.slots().keySet()) {
            Slot slot = node.kind().slot(name);
            Form form = slot == null ? null : form(node.kind(), name);
            if (form == null) {
                throw forged(node.path(), name, "is no property of a " + node.kind());
            }
            Value value = node.value(name);
            if (form == Form.QUOTED || value == null) {
                continue;
            }
            for (String text : value.isText() ? List.of(value.text()) : value.items()) {
                String fault = Fragment.fault(text, form);
                if (fault != null) {
                    throw forged(node.path(), name, fault);
                }
                String expression = Fragment.expression(text, form);
                if (expression != null) {
                    expressions.add(expression);
                }
            }
        }
        String storage = node.layout().get("type_storage");
        if (storage != null && Fragment.fault(storage, Form.WORDS) != null) {
            throw forged(node.path(), "type_storage", "is no keyword");
        }
        return expressions;
    }

    /** What stands in paths besides names. */
    private static void checkPath(Node node) {
        String name = node.name();
        String fault = null;
        switch (node.kind().name()) {
            case "function":
            case "procedure":
            case "aggregate":
            case "operator":
                boolean whole = name.endsWith(")") && name.indexOf('(') >= 0;
                Signature signature = whole ? Signature.of(name) : null;
                fault = signature == null ? "has no argument types" : types(signature);
                if (fault == null && signature != null && node.kind().name().equals("operator")) {
                    fault = Fragment.fault(signature.name(), Form.OPERATOR);
                }
                break;
            case "cast":
                fault = Fragment.fault(name, Form.ITEM);
                break;
            case "default_privileges":
                fault = Fragment.fault(name, Form.WORDS);
                break;
            default:
                break;
        }
        int size = node.path().segments().size();
        boolean isPart = node.kind().isEmbedded();
        if (!node.path().toString().contains(node.kind().folder() + "/") || isPart && size != 4) {
            fault = "is not where such objects are";
        }
        if (fault != null) {
            throw forged(node.path(), "name", fault);
        }
    }

    private static @Nullable String types(Signature signature) {
        return Fragment.fault(signature.types(), Form.LIST);
    }

    /**
     * Makes the error.
     *
     * @param path the object
     * @param slot its slot
     * @param fault as {@link Fragment#fault} says it
     * @return the error, to be thrown
     */
    public static GitVersionException forged(Path path, String slot, String fault) {
        return new GitVersionException(
                        ErrorCode.FORGED_DOCUMENT,
                        "the stored document of \"" + path + "\" is not what a commit writes",
                        "Its " + slot + " " + fault + ". Nothing of it was executed.",
                        "Find out who stored it: gitversion.blame names the commit. Other commits"
                                + " are not concerned.")
                .about(path.toString(), null);
    }
}
