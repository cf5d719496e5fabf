package org.thermograd;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Circles of classes within one package; a nested class counts as the class of its file. */
final class ClassCircles {
    private final SortedMap<String, NavigableSet<String>> edges = new TreeMap<>();

    ClassCircles(JavaClasses classes) {
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().equals(from.getPackageName()) && !file(to).equals(file(from))) {
                    edges.computeIfAbsent(file(from), any -> new TreeSet<>()).add(file(to));
                }
            }
        }
    }

    private static String file(JavaClass one) {
        String name = one.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** Returns each set of two classes or more that reach each other. */
    List<NavigableSet<String>> all() {
        Map<String, Set<String>> reach = new TreeMap<>();
        edges.keySet().forEach(name -> reach.put(name, reachable(name)));
        Set<String> seen = new HashSet<>();
        List<NavigableSet<String>> circles = new ArrayList<>();
        reach.forEach((name, others) -> {
            NavigableSet<String> circle = new TreeSet<>();
            others.stream()
                    .filter(other -> reach.getOrDefault(other, Set.of()).contains(name))
                    .forEach(circle::add);
            if (circle.size() > 1 && seen.add(circle.first())) {
                circles.add(circle);
            }
        });
        return circles;
    }

    private Set<String> reachable(String from) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(edges.getOrDefault(from, new TreeSet<>()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(edges.getOrDefault(next, new TreeSet<>()));
            }
        }
        return seen;
    }
}
