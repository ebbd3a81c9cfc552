package dev.lepton.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final JavaClasses LEPTON = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lepton");

    static Stream<String> modules() {
        return Floors.MAY_IMPORT.keySet().stream();
    }

    @Test
    void theCheckSeesTheWholeOfLepton() {
        assertThat(LEPTON.size()).isGreaterThan(150);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleHasClassesToCheck(String module) {
        assertThat(LEPTON.stream().filter(type -> type.getPackageName().startsWith("dev.lepton." + module)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleImportsOnlyTheFloorsBelowIt(String module) {
        String[] forbidden = Floors.MAY_IMPORT.keySet().stream()
                .filter(other ->
                        !other.equals(module) && !Floors.MAY_IMPORT.get(module).contains(other))
                .map(Floors::packagesOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(Floors.packagesOf(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(LEPTON);
    }

    static Stream<String> ownedLibraries() {
        return Floors.OWNERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("ownedLibraries")
    void anOwnedLibraryIsImportedByItsOwnerOnly(String library) {
        String[] owners =
                Floors.OWNERS.get(library).stream().map(Floors::packagesOf).toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(owners)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(LEPTON);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.lepton.(**)").should().beFreeOfCycles().check(LEPTON);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void internalPackagesAreUsedByTheirOwnModuleOnly(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage(Floors.packagesOf(module))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lepton." + module + "..internal..")
                .allowEmptyShould(true)
                .check(LEPTON);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Floors.packagesOf("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(LEPTON);
    }

    @Test
    void namesSayAJob() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..internal.onnx..")
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Misc)")
                .orShould()
                .haveNameMatching(".*\\.Abstract[A-Z].*")
                .check(LEPTON);
    }

    @Test
    void noPackageIsACatchAll() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..core..", "..util..", "..helper..", "..manager..", "..shared..")
                .check(LEPTON);
    }

    @Test
    void publicSignaturesHoldNoTypeOfAnEngine() {
        classes()
                .that()
                .resideOutsideOfPackage("..internal..")
                .and(canBeSeenFromOutside())
                .should(useOnlyOwnTypesInPublicSignatures())
                .check(LEPTON);
    }

    /// Public, and every class around it too.
    private static DescribedPredicate<JavaClass> canBeSeenFromOutside() {
        return DescribedPredicate.describe(
                "can be seen from outside",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && type.getEnclosingClass()
                                .map(canBeSeenFromOutside()::test)
                                .orElse(true));
    }

    private static ArchCondition<JavaClass> useOnlyOwnTypesInPublicSignatures() {
        DescribedPredicate<JavaClass> allowed = DescribedPredicate.describe(
                "Lepton, the JDK, annotations, or the test kit's JUnit",
                type -> Stream.of("dev.lepton.", "java.", "org.jspecify.", "org.junit.", "picocli.")
                                .anyMatch(type.getName()::startsWith)
                        || type.isPrimitive()
                        || type.isArray());
        return new ArchCondition<>("use only own types in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaMember member : type.getMembers()) {
                    if (member.getModifiers().contains(JavaModifier.PUBLIC)) {
                        signatureOf(member).stream()
                                .filter(part -> !allowed.test(part.getBaseComponentType()))
                                .forEach(part -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " shows " + part.getName())));
                    }
                }
            }
        };
    }

    private static List<JavaClass> signatureOf(JavaMember member) {
        if (member instanceof JavaMethod method) {
            return Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                    .toList();
        }
        return List.of();
    }
}
