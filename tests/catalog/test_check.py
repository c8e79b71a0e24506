"""Every kind of mistake is named with its key, what is wrong and what is expected."""

from pathlib import Path

import pytest

from planner import catalog
from planner.errors import NotFound, Unreadable

from .conftest import Kitchen

EFFORT = "effort = { low = 1, likely = 2, high = 3 }"
PHASE = 'milestones = ["read-recipes", "boil-eggs", "own-knife"]'

PLAN_MISTAKES = [
    # the head
    ("format = 1", "format = 2", "format: it is newer than this program, expected 1"),
    ("format = 1", "format = true", "format: it is true, expected a whole number from 1 to 1000000"),
    ("format = 1\n", "", "format: it is missing, expected a whole number"),
    ('id = "eater"', 'id = "Eater!"', "id: it is 'Eater!', expected an id of lower-case letters"),
    ('id = "eater"', f'id = "{"a" * 65}"', "expected an id of lower-case letters"),
    ('title = "Eater to cook"\n', "", "title: it is missing, expected one line of text"),
    ('title = "Eater to cook"', 'title = ""', "title: it is empty, expected one line of text"),
    ('title = "Eater to cook"', 'title = "a\\nb"', "title: it has line breaks or tabs, expected one line"),
    ('title = "Eater to cook"', f'title = "{"a" * 501}"', "title: it has 501 characters, expected at most 500"),
    ('title = "Eater to cook"', "title = 7", "title: it is 7, expected one line of text"),
    ('title = "Eater to cook"', "title = 1979-05-27", "title: it is 1979-05-27, expected one line of text"),
    ('title = "Eater to cook"', 'titel = "Eater"', "titel: unknown key, did you mean 'title'?"),
    ('title = "Eater to cook"', 'zzz = 1\ntitle = "x"', "zzz: unknown key, expected one of aim, default_route"),
    ('"You will cook."', '"You \\u001b[31mwill"', "promise: it holds control characters, expected plain text"),
    ('"You will cook."', '"You \\u202ewill"', "promise: it holds control characters, expected plain text"),
    ('to = "cook"', 'to = "chef"', "to: it is 'chef', expected 'cook', the destination it uses"),
    ('uses = "cook"\n', "", "uses: it is missing, expected an id"),
    ('uses = "cook"', 'uses = "kook"', "uses: there is no folder 'kook' with a destination.toml"),
    ('uses = "cook"', 'uses = "../cook"', "uses: it is '../cook', expected an id"),
    ('uses = "cook"', 'uses = "/etc"', "uses: it is '/etc', expected an id"),
    ('default_route = "slow"', 'default_route = "slo"', "default_route: 'slo' is not a route of this plan, did you"),
    ('refs = ["R1"]', 'refs = "R1"', "refs: it is 'R1', expected a list of texts"),
    ('refs = ["R1"]', "refs = [1]", "refs[1]: it is 1, expected text"),
    ('refs = ["R1"]', 'refs = ["R9"]', "refs: 'R9' is not a reference"),
    ('refs = ["R1"]', 'aim = "boss"', "aim: it is 'boss', expected one of entry, associate"),
    (
        "[override.boil-eggs]\n",
        "[override]\nboil-eggs = 3\n[override.own-knife]\n",
        "override.boil-eggs: it is 3, expected",
    ),
    # the role
    ("timing = 0", "timing = 5", "role.levels.timing: it is 5, expected a whole number from 0 to 4"),
    ("timing = 0", "timing = 1.0", "role.levels.timing: it is 1.0, expected a whole number from 0 to 4"),
    ("timing = 0", "timing = false", "role.levels.timing: it is false, expected a whole number from 0 to 4"),
    ("tasting = 2\ntiming = 0", "", "role.levels: it is empty, expected a level for every skill"),
    ("timing = 0", "", "role.levels: no level for timing, expected one for every skill"),
    ("timing = 0", "timing = 0\ntimeing = 1", "role.levels: 'timeing' is not a skill, did you mean 'timing'?"),
    ("timing = 0", 'timing = 0\n"a b" = 1', "role.levels.a b: it is 'a b', expected an id"),
    ("{ tasting = 1 }", "{ tasting = 5 }", "role.variant.gourmet.adjust.tasting: it is 5, expected a whole number"),
    ("{ tasting = 1 }", "{ smell = 1 }", "role.variant.gourmet.adjust: 'smell' is not a skill"),
    ('name = "Eater"\n', "", "role.name: it is missing, expected one line of text"),
    (
        "[[phase]]",
        '[[role.variant]]\nid = "gourmet"\nname = "G"\nadjust = {}\n[[phase]]',
        "role.variant.gourmet.id: 'gourmet' is used more than once",
    ),
    # phases
    (PHASE, 'milestones = ["read-recipes", "boil-eggs"]', "milestone.own-knife: it is in no phase, expected its id"),
    (PHASE, PHASE.replace("read-", "reed-"), "phase.learn.milestones: 'reed-recipes' is not a milestone of this plan"),
    (PHASE, PHASE.replace("]", ', "boil-eggs"]'), "phase.learn.milestones: 'boil-eggs' is named more than once"),
    (PHASE, PHASE.replace("]", ', "serve-dinner"]'), "phase.serve.milestones: 'serve-dinner' is in another phase too"),
    (
        PHASE,
        PHASE.replace("]", ', "serve-dinner"]'),
        "phase.learn.milestones: 'serve-dinner' says its phase is 'serve'",
    ),
    (PHASE, "milestones = [[1]]", "phase.learn.milestones[1]: it is a list, expected an id"),
    ('id = "serve"\n', 'id = "learn"\n', "phase.learn.id: 'learn' is used more than once, expected an id of its own"),
    ('id = "serve"\n', "", "phase[2].id: it is missing, expected an id"),
    # routes
    (
        'drops = ["own-knife"]',
        'drops = ["own-knive"]',
        "route.fast.drops: 'own-knive' is not a milestone of this plan,",
    ),
    (
        'drops = ["own-knife"]',
        'drops = ["own-knife", "read-recipes", "boil-eggs", "serve-dinner"]',
        "route.fast.drops: it drops every milestone, expected at least one to stay",
    ),
    ("{ serve-dinner = [", "{ dinner = [", "route.fast.also_requires: 'dinner' is not a milestone of this plan"),
    (
        '{ serve-dinner = ["read-recipes"] }',
        '{ serve-dinner = ["guest"] }',
        "route.fast.also_requires.serve-dinner: 'guest' is not a milestone of this plan",
    ),
    (
        '{ serve-dinner = ["read-recipes"] }',
        '{ read-recipes = ["serve-dinner"] }',
        "route.fast.also_requires: the requirements go round in a circle: read-recipes → serve-dinner → boil-eggs",
    ),
    # milestones
    (EFFORT, "effort = 3", "milestone.own-knife.effort: it is 3, expected a table"),
    (EFFORT, "", "milestone.own-knife.effort: it is missing, expected a table"),
    (EFFORT, EFFORT.replace("1", "0"), "milestone.own-knife.effort.low: 0 is out of range, expected a number above 0"),
    (EFFORT, EFFORT.replace("1", "-1"), "milestone.own-knife.effort.low: -1 is out of range"),
    (EFFORT, EFFORT.replace("1", "nan"), "milestone.own-knife.effort.low: it is nan, expected a number above 0"),
    (EFFORT, EFFORT.replace("3", "inf"), "milestone.own-knife.effort.high: it is inf, expected a number above 0"),
    (EFFORT, EFFORT.replace("1", "true"), "milestone.own-knife.effort.low: it is true, expected a number above 0"),
    (EFFORT, EFFORT.replace("3", "2001"), "milestone.own-knife.effort.high: 2001 is out of range"),
    (EFFORT, EFFORT.replace("3", "0x" + "f" * 9000), "effort.high: a huge number is out of range"),
    (EFFORT, EFFORT.replace("2", "7"), "milestone.own-knife.effort: low 1, likely 7, high 3: expected low ≤ likely ≤"),
    (EFFORT, EFFORT.replace("low", "lo"), "milestone.own-knife.effort.low: it is missing"),
    (EFFORT, EFFORT.replace("low", "lo"), "milestone.own-knife.effort.lo: unknown key, did you mean 'low'?"),
    ("on_the_job = 0.5", "on_the_job = 1.5", "milestone.own-knife.on_the_job: 1.5 is out of range, expected a number"),
    ("elapsed_weeks = 1", "elapsed_weeks = -1", "milestone.own-knife.elapsed_weeks: -1 is out of range"),
    ("elapsed_weeks = 1", "elapsed_weeks = 261", "elapsed_weeks: 261 is out of range, expected a number from 0 to 260"),
    ("{ timing = 1 }", "{ timing = 4 }", "milestone.own-knife.skills.timing: it is 4, expected a whole number from 1"),
    ("{ timing = 1 }", "{ knives = 1 }", "milestone.own-knife.skills: 'knives' is not a skill"),
    ("weight = 4", "weight = 6", "milestone.own-knife.weight: it is 6, expected a whole number from 1 to 5"),
    ('"gap"', '"gaps"', "milestone.own-knife.kind: it is 'gaps', expected one of core, gap, optional, did you mean"),
    ("{ timing = 2 }", "{ timing = 5 }", "milestone.own-knife.skip_levels.timing: it is 5"),
    (
        'requires = ["read-recipes"]',
        'requires = ["read-recipe"]',
        "own-knife.requires: 'read-recipe' is not a milestone",
    ),
    ('requires = ["read-recipes"]', 'requires = ["guest"]', "milestone.own-knife.requires: 'guest' is not a milestone"),
    (
        'requires = ["read-recipes"]',
        'requires = ["own-knife"]',
        "milestone.own-knife.requires: the requirements go round in a circle: own-knife → own-knife",
    ),
    ('requires = ["read-recipes"]', 'waived_by = ["x"]', "milestone.own-knife.waived_by: 'x' is not a milestone"),
    ('requires = ["read-recipes"]', 'resources = ["boook"]', "own-knife.resources: 'boook' is not a resource, did you"),
    ('id = "own-knife"', 'id = "read-recipes"', "milestone.read-recipes.id: it is a shared milestone's id"),
    ("skip_levels", "skip_level", "milestone.own-knife.skip_level: unknown key, did you mean 'skip_levels'?"),
    ("weight = 4", 'was = "a-knife"', "milestone.own-knife.was: it is 'a-knife', expected a list of"),
    ("weight = 4", 'was = ["boil-eggs"]', "milestone.own-knife.was: 'boil-eggs' is a milestone of this plan, expected"),
    ("weight = 4", 'was = ["own-knife"]', "milestone.own-knife.was: 'own-knife' is a milestone of this plan, expected"),
    (
        "weight = 5",
        'was = ["eggs"]\n[override.serve-dinner]\nwas = ["eggs", "dinner"]',
        "override.serve-dinner.was: 'boil-eggs' and 'serve-dinner' both claim 'eggs', "
        "expected one heir for each old id",
    ),
    # overrides
    ("[override.boil-eggs]", "[override.boil-egg]", "override.boil-egg: 'boil-egg' is not a shared milestone, did you"),
    ("[override.boil-eggs]", "[override.own-knife]", "override.own-knife: the milestone is this plan's own"),
    ("weight = 5", "weight = 0", "override.boil-eggs.weight: it is 0, expected a whole number from 1 to 5"),
    ("weight = 5", 'id = "x"', "override.boil-eggs.id: an override keeps its id, expected other fields only"),
    ("weight = 5", "wait = 5", "override.boil-eggs.wait: unknown key"),
    ("weight = 5", 'requires = ["nothing"]', "override.boil-eggs.requires: 'nothing' is not a milestone"),
    (
        "weight = 5",
        'requires = ["serve-dinner"]',
        "override.boil-eggs.requires: the requirements go round in a circle: boil-eggs → serve-dinner → boil-eggs",
    ),
]

DESTINATION_MISTAKES = [
    ("destination.toml", 'id = "cook"', 'id = "chef"', "id: it is 'chef', expected 'cook', the name of its folder"),
    ("skills.toml", '"Aware.", ', "", "skill.tasting.anchors: there are 4, expected 5: one for each level"),
    ("skills.toml", "target = 3", "target = 9", "skill.tasting.target: it is 9, expected a whole number from 0 to 4"),
    ("skills.toml", 'id = "timing"', 'id = "tasting"', "skill.tasting.id: 'tasting' is used more than once"),
    (
        "milestones.toml",
        '"guest"]\nskills',
        '"gest"]\nskills',
        "milestone.boil-eggs.requires: 'gest' is not a milestone,",
    ),
    ("milestones.toml", "{ timing = 3 }", "{ time = 3 }", "milestone.boil-eggs.skills: 'time' is not a skill"),
    ("milestones.toml", '["book"]', '["bok"]', "milestone.read-recipes.resources: 'bok' is not a resource, did you"),
    ("habits.toml", "h12 = 3", "h13 = 3", "habit.taste.count.h12: it is missing, expected a whole number from 0 to 50"),
    ("habits.toml", "h12 = 3", "h13 = 3", "habit.taste.count.h13: unknown key, did you mean"),
    ("habits.toml", '"week"', '"weekly"', "habit.taste.per: it is 'weekly', expected one of week, fortnight, month"),
    ("habits.toml", '["learn"]', '["lern"]', "habit.taste.phases: 'lern' is not the phase of a shared milestone, did"),
    ("habits.toml", '["guest"]', '["host"]', "habit.taste.feeds: 'host' is not a milestone"),
    ("habits.toml", "own_hours = true", "own_hours = 1", "habit.taste.own_hours: it is 1, expected true or false"),
    ("gates.toml", 'all = ["boil-eggs"]', 'all = ["boil"]', "gate.ready.all: 'boil' is not a milestone"),
    ("gates.toml", "{ tastes = 3 }", "{ taste = 3 }", "gate.ready.minimum: 'taste' is not a counter, did you mean"),
    ("gates.toml", 'habit = "taste"', 'habit = "tast"', "counter.tastes.habit: 'tast' is not a habit, did you mean"),
    ("gates.toml", "{ read-recipes = 10 }", "{ recipes = 10 }", "counter.tastes.milestones: 'recipes' is not a"),
    ("gates.toml", "learn = 60", "learn = 50", "split[1].early: the shares add up to 90, expected 100"),
    ("resources.toml", '"book"\nby', '"bok"\nby', "resource.book.kind: it is 'bok', expected one of book, article"),
    (
        "resources.toml",
        'basis = "none"',
        'basis = "none"\nurl = "javascript:alert(1)"',
        "resource.book.url: it is 'javascript:alert(1)', expected an address that begins with https://",
    ),
    ("references.toml", 'grade = "B"\n', "", "reference[1].grade: it is missing, expected one line of text"),
]


def test_the_small_plan_is_sound(kitchen: Kitchen) -> None:
    assert kitchen.problems() == []


@pytest.mark.parametrize(("old", "new", "expected"), PLAN_MISTAKES, ids=[row[2][:60] for row in PLAN_MISTAKES])
def test_a_mistake_in_the_plan_is_named(kitchen: Kitchen, old: str, new: str, expected: str) -> None:
    kitchen.change("eater.toml", old, new)
    assert any(expected in problem for problem in kitchen.problems()), kitchen.problems()


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"), DESTINATION_MISTAKES, ids=[row[3][:60] for row in DESTINATION_MISTAKES]
)
def test_a_mistake_in_the_destination_is_named(kitchen: Kitchen, name: str, old: str, new: str, expected: str) -> None:
    kitchen.change(f"cook/{name}", old, new)
    found = catalog.check(kitchen.plan, [])
    assert any(expected in str(problem) and problem.file.name == name for problem in found), kitchen.problems()


def test_one_mistake_is_one_problem(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", "weight = 4", "weight = 6")
    problem = "milestone.own-knife.weight: it is 6, expected a whole number from 1 to 5"
    assert [str(found) for found in catalog.check(kitchen.plan, [])] == [f"{kitchen.plan}: {problem}"]


def test_ten_mistakes_are_all_listed(kitchen: Kitchen) -> None:
    for old, new in [
        ('version = "1"\n', ""),
        ('title = "Eater to cook"', "title = 1"),
        ('from = "eater"', 'from = "The eater"'),
        ('refs = ["R1"]', 'reffs = ["R1"]'),
        ("tasting = 2", "tasting = 7"),
        ('outcome = "You know how."\n', ""),
        ('drops = ["own-knife"]', 'drops = ["spoon"]'),
        ("on_the_job = 0.5", "on_the_job = 2"),
        ("weight = 4", 'weight = "high"'),
        ("weight = 5", "weight = 9"),
    ]:
        kitchen.change("eater.toml", old, new)
    found = kitchen.problems()
    assert sorted(problem.split(":")[0] for problem in found) == [
        "from",
        "milestone.own-knife.on_the_job",
        "milestone.own-knife.weight",
        "override.boil-eggs.weight",
        "phase.learn.outcome",
        "reffs",
        "role.levels.tasting",
        "route.fast.drops",
        "title",
        "version",
    ]
    with pytest.raises(catalog.PlanProblems) as caught:
        catalog.load(kitchen.plan, [])
    assert caught.value.exit_code == 2
    assert caught.value.message.splitlines()[0].startswith(f"The plan {kitchen.plan} has 10 mistakes")
    assert all(problem in caught.value.message for problem in found)


def test_a_milestone_without_a_sound_id_is_looked_at_all_the_same(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", 'id = "own-knife"', 'id = "Own knife"')
    kitchen.change("eater.toml", "skip_levels = { timing = 2 }", 'waived_by = ["nobody"]\nskip_levels = { smell = 1 }')
    found = kitchen.problems()
    assert "milestone[1].waived_by: 'nobody' is not a milestone" in found
    assert "milestone[1].skip_levels: 'smell' is not a skill" in found
    assert any(problem.startswith("milestone[1].id: it is 'Own knife'") for problem in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('format = 1\nid = "x\n', "line 2: this is not TOML: Illegal character"),
        ("format = 1\nformat = 2\n", "line 2: this is not TOML: Cannot overwrite a value"),
        ('a = "', "end of file: this is not TOML: Unterminated string"),
        ("a = " + "[" * 5000, "file: lists or tables are nested too deeply"),
        ("format = 1\n" + ".".join("a" * 50_000) + " = 1", "line 2: the key has too many parts"),
        ("x = { " + ".".join("a" * 50_000) + " = 1 }", "line 1: the key has too many parts"),
        ("x = " + "1" * 5000, "file: this is not TOML: Exceeds the limit"),
        ("x = 2026-13-45", "line 1: this is not TOML: Expected newline"),
        ("x = 2026-02-30", "line 1: this is not TOML: Invalid date"),
    ],
)
def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    (problem,) = catalog.check(path, [])
    assert expected in str(problem)


def test_prose_with_many_dots_is_no_deep_key(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", "You will cook.", "Wait... and see... then 1.2.3.4.5.6.7.8.9.10.11.12.13 more...")
    assert kitchen.problems() == []


def test_a_hostile_text_cannot_reach_the_terminal_through_a_problem(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", "weight = 4", 'weight = "\\u001b[2J"\n"\\u0007\\u001b[31mkey" = 1')
    message = "\n".join(str(problem) for problem in catalog.check(kitchen.plan, []))
    assert "weight" in message
    assert not any(ord(character) < 32 for character in message.replace("\n", ""))


def test_countless_mistakes_are_cut_off(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", "weight = 4", "\n".join(f"unknown-{number} = 1" for number in range(2000)))
    found = kitchen.problems()
    assert len(found) == 500
    assert found[-1] == "and more: only the first 499 mistakes are listed"


def test_a_missing_file_of_the_destination_is_named(kitchen: Kitchen) -> None:
    (kitchen.folder / "cook" / "skills.toml").unlink()
    (problem,) = catalog.check(kitchen.plan, [])
    assert str(problem).endswith("skills.toml: file: it is missing, expected a file of the folder that the plan uses")


def test_habits_gates_and_library_may_be_absent(kitchen: Kitchen) -> None:
    for name in ("habits", "gates", "references"):
        (kitchen.folder / "cook" / f"{name}.toml").unlink()
    assert kitchen.problems() == ["refs: 'R1' is not a reference"]


def test_later_is_checked(kitchen: Kitchen) -> None:
    later = kitchen.folder / "cook" / "later.toml"
    later.write_text(
        '[[later]]\nid = "baker"\ntitle = "Baker"\nhard_truth = "Flour."\nskip_likely = ["bread"]\n'
        'own_hours_likely = "9"\n[[later.milestone]]\nid = "knead"\nphase = "learn"\ntitle = "Knead"\n'
        'done_when = "Smooth."\neffort = { low = 1, likely = 2, high = 3 }\nrequires = ["read"]\n'
        "skills = { timing = 1 }\nweight = 3\n[later.role]\nname = 'Baker'\n[later.role.levels]\nflour = 1\n",
        encoding="utf-8",
    )
    assert kitchen.problems() == [
        "later.baker.skip_likely: 'bread' is not a shared milestone",
        "later.baker.role.levels: 'flour' is not a skill",
        "later.baker.milestone.knead.requires: 'read' is not a milestone, did you mean 'knead'?",
    ]


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        catalog.check(tmp_path / "none.toml", [])


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    path.write_text("#" * 1_000_001, encoding="utf-8")
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        catalog.check(path, [])
    path.write_text("#" * 1_000_000, encoding="utf-8")
    assert catalog.check(path, [])


def test_a_circle_through_what_the_route_drops_is_none(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", '{ serve-dinner = ["read-recipes"] }', '{ read-recipes = ["own-knife"] }')
    assert kitchen.problems() == []
    kitchen.change("eater.toml", 'drops = ["own-knife"]', "drops = []")
    (problem,) = kitchen.problems()
    assert "read-recipes → own-knife → read-recipes" in problem


def test_the_same_mistake_under_the_same_key_counts_once(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", 'name = "Gourmet"', 'name = ""')
    kitchen.change("eater.toml", "[[phase]]", '[[role.variant]]\nid = "gourmet"\nname = ""\nadjust = {}\n[[phase]]')
    assert [problem.split(":")[0] for problem in kitchen.problems()] == [
        "role.variant.gourmet.name",
        "role.variant.gourmet.id",
    ]


def test_rubric_scores_count_up_from_nought(kitchen: Kitchen) -> None:
    questions = kitchen.folder / "cook" / "questions.toml"
    questions.write_text('[[rubric]]\nscore = 1\ntext = "Fair."\n', encoding="utf-8")
    assert kitchen.problems() == ["rubric[1].score: it is 1, expected a whole number from 0 to 0"]


def test_old_ids_are_read_and_may_be_many(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", "weight = 4", 'weight = 4\nwas = ["knife", "a-knife"]')
    kitchen.change("eater.toml", "weight = 5", 'weight = 5\nwas = ["eggs"]')
    assert kitchen.problems() == []
    plan = catalog.load(kitchen.plan, [])
    assert plan.milestones["own-knife"].was == ("knife", "a-knife")
    assert plan.milestones["boil-eggs"].was == ("eggs",)


def test_an_old_id_may_have_one_heir_among_shared_milestones_too(kitchen: Kitchen) -> None:
    kitchen.change("cook/milestones.toml", 'waived_by = ["guest"]', 'was = ["eggs"]')
    kitchen.change("cook/milestones.toml", "skills = { timing = 3 }", 'was = ["eggs"]')
    said = "'boil-eggs' and 'serve-dinner' both claim 'eggs', expected one heir for each old id"
    assert kitchen.problems() == [f"override.boil-eggs.was: {said}"]
