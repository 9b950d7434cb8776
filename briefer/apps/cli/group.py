"""A click group whose first command needs no name: ``brief article.txt`` beside ``brief cache stats``."""

from __future__ import annotations

from importlib import import_module

import click


class DefaultGroup(click.Group):
    """Loads a subcommand when it is asked for; anything that names none goes to the default command.

    ``homes`` maps each subcommand to ``module:attribute``; the default command's options stand in the group's help.
    """

    def __init__(self, *, default: str, homes: dict[str, str], **attrs: object) -> None:
        super().__init__(**attrs)  # type: ignore[arg-type]
        self.default = default
        self.homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """The subcommands that have a name."""
        return [name for name in self.homes if name != self.default]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The subcommand, loaded now."""
        if cmd_name not in self.homes:
            return None
        module, _, attribute = self.homes[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(attribute)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command's name in front, unless a subcommand or the group's own option is."""
        own = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        if not args or (args[0] not in own and args[0] not in self.list_commands(ctx)):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The default command's help with the subcommands below it."""
        default = self.get_command(ctx, self.default)
        if default is None:
            raise LookupError(self.default)
        named = click.Context(default, info_name=ctx.info_name, parent=ctx.parent)
        default.format_usage(named, formatter)
        default.format_help_text(named, formatter)
        default.format_options(named, formatter)
        self.format_commands(ctx, formatter)
        default.format_epilog(named, formatter)
