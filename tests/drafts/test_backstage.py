"""A catalogue of Backstage becomes parties, teams and services that compile."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.drafts.backstage import backstage
from sla_dsl.drafts.draft import ImportFailedError

from ..examples import of_all
from .compiling import compiled, file

CATALOGUE = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: norvia, title: Norvia SAS}
spec: {type: organization, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team_web}
spec: {type: team, parent: norvia, children: [], profile: {displayName: Web team}}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: Web-Shop, title: 'Web "shop"', annotations: {x: y}}
spec:
  type: website
  owner: team_web
  lifecycle: production
  system: shop
  dependsOn: ["resource:orders-db", "component:nowhere"]
  consumesApis: [pay]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: payments}
spec: {type: service, owner: "group:default/team_web", providesApis: [pay], dependsOn: [web-shop]}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: orders-db}
spec: {type: database, owner: user:guest}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: pay}
spec: {type: openapi, owner: team_web, definition: "x"}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: guest}
spec: {memberOf: []}
"""


def test_services_their_owners_and_what_they_need(tmp_path: Path) -> None:
    made = backstage([file(tmp_path, "catalog-info.yaml", CATALOGUE)])
    compiled(made)
    assert made.text.partition("\n\n")[2] == (
        'party norvia "Norvia SAS" { }\n'
        'team team-web of norvia "Web team"\n\n'
        'service web-shop "Web \\"shop\\"" { owner team-web needs orders-db and payments }\n'
        "service payments { owner team-web }\n"
        "service orders-db { }\n"
    )
    assert [str(one) for one in made.remarks] == [
        "user:guest: is not in the draft",
        "component:web-shop: it depends on `component:nowhere`, which is no service in these files",
        "component:web-shop: is a part of `shop`; whether that needs it is not said",
        "component:payments: that it needs `web-shop` would close a circle, and is left out",
        "resource:orders-db: its owner `user:guest` is no group in these files: say `owner`",
    ]


def entity(kind: str, name: str, **spec: object) -> str:
    data = {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": {"name": name}, "spec": spec}
    return yaml.safe_dump(data)


def test_teams_without_an_organisation_have_a_house_to_name(tmp_path: Path) -> None:
    texts = [
        entity("Group", "web", parent="db"),
        entity("Group", "db", parent="web"),
        entity("Group", "c", parent="gone"),
    ]
    made = backstage([file(tmp_path, "groups.yaml", "---\n".join(texts))])
    compiled(made)
    assert "party our-house { }\nteam web of our-house\nteam db of our-house\nteam c of our-house\n" in made.text
    assert [str(one) for one in made.remarks] == [
        "group:c: its parent `gone` is not in these files",
        "no organisation stands above some groups: they are teams of `our-house`, which you must name",
    ]


def test_several_files_are_one_catalogue(tmp_path: Path) -> None:
    groups = file(tmp_path, "groups.yaml", entity("Group", "web", type="team"))
    services = file(tmp_path, "services.yaml", entity("System", "web", owner="web"))
    made = backstage([groups, services])
    compiled(made)
    assert "team web of our-house\n\nservice web-2 { owner web }" in made.text


def test_an_interface_of_several_is_not_guessed(tmp_path: Path) -> None:
    texts = [
        entity("Component", "alpha", owner="x", providesApis=["pay"]),
        entity("Component", "beta", owner="x", providesApis=["pay"]),
        entity("Component", "c", owner="x", consumesApis=["pay", "gone"], dependsOn={"not": "a list"}),
    ]
    made = backstage([file(tmp_path, "x.yaml", "---\n".join(texts))])
    compiled(made)
    assert {
        "component:c: it consumes `pay` of `alpha`, `beta`: say with `needs` which of them it needs",
        "component:c: it consumes `gone`, which no component in these files provides",
        "component:c: `dependsOn` is no list of references, and was not read",
    } <= {str(one) for one in made.remarks}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: Component\n", "document 1 of `x.yaml` is no entity of Backstage"),
        ("[]\n", "document 1 of `x.yaml` is no entity of Backstage"),
        (
            entity("Component", "a") + "---\n" + entity("component", "A"),
            "document 2 of `x.yaml`: `component` `A` is there already",
        ),
        (
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {}\n",
            "document 1 of `x.yaml` lacks its `kind`",
        ),
        (entity("User", "a"), "`x.yaml` has no group, component, resource or system"),
        ("a: &x 1\nb: *x\n", "an alias (`*`) stands for another part"),
        ("a: 1\na: 2\n", "line 1: a key stands twice"),
        ("a: [", "is no YAML"),
        ("[" * 5000, "is nested too deeply"),
    ],
)
def test_what_is_no_catalogue_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError) as failed:
        backstage([file(tmp_path, "x.yaml", text)])
    assert message in failed.value.message


NAMES = st.sampled_from(["a", "b", "C_1", "none", "sla", "1", "a.b", "A"])
LISTS = st.lists(st.one_of(NAMES, st.sampled_from(["component:a", "resource:b", "group:x/y", ":", ""])), max_size=3)
ENTITIES = st.builds(
    entity,
    st.sampled_from(["Component", "Resource", "System", "Group", "API", "User"]),
    NAMES,
    owner=st.one_of(NAMES, st.none()),
    parent=st.one_of(NAMES, st.none()),
    type=st.sampled_from(["organization", "team"]),
    dependsOn=LISTS,
    consumesApis=LISTS,
    providesApis=LISTS,
)


@settings(max_examples=of_all(60), deadline=None)
@given(st.lists(ENTITIES, min_size=1, max_size=6))
def test_every_catalogue_compiles_or_is_refused(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = file(tmp_path_factory.mktemp("catalogue"), "x.yaml", "---\n".join(texts))
    try:
        made = backstage([path])
    except ImportFailedError:
        return
    compiled(made)
