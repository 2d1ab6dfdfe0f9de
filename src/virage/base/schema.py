"""What migrations share."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Make several tables, in order.

    For each new table Django renders again every model that a chain of keys leads to, which is nearly all of them: most
    of the time of a first start. A table that did not exist changes no other: only the new ones are rendered.
    """

    def __init__(self, *tables: CreateModel) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered = vars(state).pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)
        if rendered is not None:
            rendered.render_multiple([state.models[app_label, table.name_lower] for table in self.tables])
            state.apps = rendered

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} models"
