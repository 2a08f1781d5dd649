"""The presets: how exports of tools become tables of facts."""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    glpi,
    jira,
    pagerduty,
    pingdom,
    prometheus,
    prometheus_alerts,
    servicenow,
    statuspage,
    upptime,
    uptime_kuma,
    uptimerobot,
    zabbix,
    zammad,
)
from .preset import Preset

PRESETS: Mapping[str, Preset] = {
    "glpi": glpi.PRESET,
    "jira": jira.PRESET,
    "pagerduty": pagerduty.PRESET,
    "pingdom": pingdom.PRESET,
    "prometheus": prometheus.PRESET,
    "prometheus-alerts": prometheus_alerts.PRESET,
    "servicenow": servicenow.PRESET,
    "statuspage": statuspage.PRESET,
    "upptime": upptime.PRESET,
    "uptime-kuma": uptime_kuma.PRESET,
    "uptimerobot": uptimerobot.PRESET,
    "zabbix": zabbix.PRESET,
    "zammad": zammad.PRESET,
}
"""The presets by the names that `facts.toml` gives them."""
