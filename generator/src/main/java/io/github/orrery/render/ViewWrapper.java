package io.github.orrery.render;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateSequenceModel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows templates the components of view records, strings, numbers, booleans and lists of these, and nothing else: no
 * method of a Java object can be reached from a template.
 */
final class ViewWrapper implements ObjectWrapper {
    private static final String VIEWS = "io.github.orrery.render.view";

    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Record.class);

    private static final ClassValue<Map<String, MethodHandle>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            Map<String, MethodHandle> accessors = new HashMap<>();
            try {
                for (RecordComponent component : type.getRecordComponents()) {
                    MethodHandle accessor = MethodHandles.publicLookup().unreflect(component.getAccessor());
                    accessors.put(component.getName(), accessor.asType(ACCESSOR));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(type + " is no public view", e);
            }
            return accessors;
        }
    };

    @Override
    public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
        if (value == null) {
            return null;
        }
        if (value instanceof TemplateModel model) {
            return model;
        }
        if (value instanceof String text) {
            return new SimpleScalar(text);
        }
        if (value instanceof Boolean flag) {
            return flag ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
        }
        if (value instanceof Integer || value instanceof Long) {
            return new SimpleNumber((Number) value);
        }
        if (value instanceof List<?> list) {
            return new Elements(list);
        }
        if (value instanceof Record view && view.getClass().getPackageName().equals(VIEWS)) {
            return new View(view);
        }
        throw new TemplateModelException("not a view: " + value.getClass().getName());
    }

    private final class View implements TemplateHashModel {
        private final Record view;
        private final Map<String, MethodHandle> components;

        View(Record view) {
            this.view = view;
            this.components = COMPONENTS.get(view.getClass());
        }

        @Override
        public @Nullable TemplateModel get(String name) throws TemplateModelException {
            MethodHandle accessor = components.get(name);
            if (accessor == null) {
                return null;
            }
            try {
                return wrap((Object) accessor.invokeExact(view));
            } catch (TemplateModelException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("an accessor of a record throws nothing else", e);
            }
        }

        @Override
        public boolean isEmpty() {
            return components.isEmpty();
        }
    }

    private final class Elements implements TemplateSequenceModel, TemplateCollectionModel {
        private final List<?> list;

        Elements(List<?> list) {
            this.list = list;
        }

        @Override
        public @Nullable TemplateModel get(int index) throws TemplateModelException {
            return index >= 0 && index < list.size() ? wrap(list.get(index)) : null;
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public TemplateModelIterator iterator() {
            Iterator<?> elements = list.iterator();
            return new TemplateModelIterator() {
                @Override
                public @Nullable TemplateModel next() throws TemplateModelException {
                    return wrap(elements.next());
                }

                @Override
                public boolean hasNext() {
                    return elements.hasNext();
                }
            };
        }
    }
}
